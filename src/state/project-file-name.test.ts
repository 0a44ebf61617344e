import { expect, test } from "vitest";
import { projectFileName } from "./project-file-name";

test("a project's file is called as the project, without what a file system refuses", () => {
  expect(projectFileName("Chest films")).toBe("Chest films.lightbench");
  expect(projectFileName("胸片 2024")).toBe("胸片 2024.lightbench");
  expect(projectFileName("a/b\\c: d?")).toBe("a b c  d.lightbench");
  expect(projectFileName("  ")).toBe("project.lightbench");
});
