/** The system's file picker, asked from code. */

export interface PickOptions {
  /** Endings or media types, as an input has them. */
  readonly accept?: string;
  readonly multiple?: boolean;
}

/** Resolves with what was chosen; with nothing where the picker was closed. Only works within a user's action. */
export function pickFiles({ accept = "", multiple = false }: PickOptions = {}): Promise<readonly File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.multiple = multiple;
  input.hidden = true;
  // Some browsers forget an input that is not in the page before it has answered.
  document.body.append(input);
  return new Promise((resolve) => {
    const answer = () => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener("change", answer);
    input.addEventListener("cancel", answer);
    input.click();
  });
}
