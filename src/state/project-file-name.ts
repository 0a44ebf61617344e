/** Name of the file that a project is saved to: what file systems refuse is replaced. */
import { projectFileEnding } from "../core/project";

export function projectFileName(project: string): string {
  // Control characters and what Windows keeps for itself.
  const plain = project.replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, " ").trim();
  return `${plain || "project"}${projectFileEnding}`;
}
