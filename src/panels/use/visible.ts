/** Blanks as something to be seen. */
export function visible(text: string): string {
  return text.replaceAll(" ", "␣").replaceAll("\n", "↵");
}
