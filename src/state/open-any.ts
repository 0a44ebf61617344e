/** Opens files from wherever they came: a project file opens its project, everything else is data. */
import { projectFileEnding } from "../core/project";
import type { SourceFile } from "../core/source-file";
import type { WorkbenchActions } from "./workbench";

/** Never rejects: a refused project file becomes a note, refused data are kept in the state (`openFailure`). */
export async function openAny(actions: WorkbenchActions, files: readonly SourceFile[]): Promise<void> {
  const [only] = files;
  if (files.length === 1 && only?.path.endsWith(projectFileEnding)) {
    await actions.openProjectFile(only.file).catch(actions.report);
    return;
  }
  await actions.openFiles(files).catch(() => undefined);
}
