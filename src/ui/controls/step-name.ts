/** The name of a feature of a window as it is read: what the worker calls "(now)" in the words of the page. */
export function stepName(name: string, now: string): string {
  return name.replace(/\(now\)$/, `(${now})`);
}
