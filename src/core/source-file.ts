/** A file with its path inside what was dropped: the path is read on the page, where it exists. */
export interface SourceFile {
  readonly file: File;
  readonly path: string;
}
