/** Says which files were passed over: a few by name, of many the first. */
import type { Wording } from "../core/wording";
import type { ByteSource } from "./importers/importer";
import type { WarningLog } from "./warning-log";

const fewFiles = 3;

export function warnOfSetAside(sources: readonly Pick<ByteSource, "path">[], warnings: WarningLog): void {
  const [first] = sources;
  if (first && sources.length > fewFiles) warnings.add({ file: first.path }, () => notOpened(sources.length));
  else for (const { path } of sources) warnings.add({ file: path }, () => notOpened(1));
}

function notOpened(count: number): Wording {
  return count === 1
    ? { en: "This file beside the others was not opened.", zh: "此文件未打开。" }
    : {
        en: `This file and ${count - 1} more beside the others were not opened.`,
        zh: `此文件等 ${count} 个文件未打开。`,
      };
}
