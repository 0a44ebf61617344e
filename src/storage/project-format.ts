/** Projects written by other versions of Lightbench. */
import { fail } from "../core/failure";
import { projectFormat, type Project } from "../core/project";

/** Brings a stored project to the present format. Throws `storage/newer-version` and `storage/not-a-project`; `name` is for the sentence. */
export function migrateProject(stored: unknown, name: string): Project {
  const format = typeof stored === "object" && stored !== null && "format" in stored ? stored.format : undefined;
  if (typeof format !== "number") {
    throw fail("storage/not-a-project", { file: name, reasonEn: "it names no format", reasonZh: "未注明格式" });
  }
  if (format > projectFormat)
    throw fail("storage/newer-version", { file: name, version: format, known: projectFormat });
  return stored as Project; // format 1 is the first and the present one
}
