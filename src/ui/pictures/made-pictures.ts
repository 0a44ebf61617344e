/** Pictures made by hand, class by class, and the files that they are opened as. */
import type { SourceFile } from "../../core/source-file";

export interface MadeClass {
  readonly name: string;
  readonly pictures: readonly Blob[];
}

/** What both ways of making pictures are given. */
export interface MakingProps {
  readonly made: readonly MadeClass[];
  readonly onPicture: (name: string, picture: Blob) => void;
  readonly onTakeBack: (name: string) => void;
  readonly onFailure: (error: unknown) => void;
}

export function withPicture(classes: readonly MadeClass[], name: string, picture: Blob): readonly MadeClass[] {
  return classes.map((made) => (made.name === name ? { name, pictures: [...made.pictures, picture] } : made));
}

export function withoutLast(classes: readonly MadeClass[], name: string): readonly MadeClass[] {
  return classes.map((made) => (made.name === name ? { name, pictures: made.pictures.slice(0, -1) } : made));
}

/** A name that no other class has and that can stand in a path; null where there is none. */
export function classNameFrom(text: string, classes: readonly MadeClass[]): string | null {
  const name = text.replaceAll(/[/\\]/g, " ").trim();
  // What begins with a dot is hidden, and passed over where folders are opened.
  const isOdd = name === "" || name.startsWith(".") || classes.some((made) => made.name === name);
  return isOdd ? null : name;
}

/** One PNG a picture in a folder of its class, as if a folder had been dropped. */
export function filesOf(classes: readonly MadeClass[], folder: string): readonly SourceFile[] {
  return classes.flatMap(({ name, pictures }) =>
    pictures.map((picture, at) => {
      const fileName = `${String(at + 1).padStart(4, "0")}.png`;
      return { file: new File([picture], fileName, { type: "image/png" }), path: `${folder}/${name}/${fileName}` };
    }),
  );
}
