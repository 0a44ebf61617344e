/** What a project is called before anybody has named it. */
import type { Wording } from "../core/wording";

export const newProjectName: Wording = { en: "New project", zh: "新项目" };

export function isDefaultName(name: string): boolean {
  return name === newProjectName.en || name === newProjectName.zh;
}
