/** Beginning, opening, naming, deleting projects, and the file that holds one. */
import { fail } from "../core/failure";
import type { Project } from "../core/project";
import { reviveRun } from "./live-runs";
import { newProjectName } from "./project-name";
import { blankProject } from "./project-store";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type ProjectActions = Pick<
  WorkbenchActions,
  "newProject" | "openProject" | "renameProject" | "deleteProject" | "saveProjectFile" | "openProjectFile"
>;

/** A project as it is read: what was under way when the page went away waits to go on. */
export function reviveProject(project: Project): Project {
  return { ...project, runs: project.runs.map(reviveRun) };
}

export function createProjectActions(session: Session): ProjectActions {
  const { deps, project: store, state, autosave, trash } = session;

  const newProject = async () => {
    await session.loaded;
    const name = newProjectName[session.view.getState().locale];
    await session.enter(blankProject(deps.newId(), name, deps.now()), { savedAt: null, step: "start" });
  };

  const openProject = async (id: string) => {
    await session.loaded;
    if (state().project.id === id) return session.show(stepOf(state().project));
    const kept = autosave.keptInMemory(id);
    const project = kept ?? (await deps.storage.readProject(id));
    if (!project) throw fail("storage/unknown-project", { project: id });
    await session.enter(reviveProject(project), { savedAt: kept ? null : project.updatedAt, step: stepOf(project) });
    if (kept) autosave.soon();
  };

  return {
    newProject,
    openProject,
    renameProject(name) {
      const trimmed = name.trim();
      if (trimmed === "" || trimmed === state().project.name) return;
      session.changeProject((project) => ({ ...project, name: trimmed }));
    },
    async deleteProject(id) {
      await session.loaded;
      const wasOpen = state().project.id === id;
      if (wasOpen) await newProject();
      const entry = state().entries.find((known) => known.id === id);
      if (!entry) {
        if (wasOpen) return;
        throw fail("storage/unknown-project", { project: id });
      }
      const item = { kind: "project", id } as const;
      trash.put(item);
      store.setState(({ entries }) => ({ entries: entries.filter((known) => known.id !== id) }));
      session.notes.show(
        {
          kind: "info",
          message: { en: `The project “${entry.name}” was deleted.`, zh: `已删除项目“${entry.name}”。` },
          undo: () => {
            trash.takeBack(item);
            store.setState(({ entries }) => ({
              entries: [...entries, entry].toSorted((a, b) => b.updatedAt - a.updatedAt),
            }));
            if (wasOpen) openProject(id).catch(session.notes.report);
          },
        },
        { onGone: () => void trash.empty(item).catch(session.notes.report) },
      );
    },
    async saveProjectFile() {
      await session.loaded;
      return deps.engine.call("project/export", { project: state().project });
    },
    async openProjectFile(file) {
      await session.loaded;
      const project = await deps.engine.call("project/import", { file, id: deps.newId() });
      await session.enter(reviveProject(project), { savedAt: null, step: stepOf(project) });
      autosave.soon();
      await autosave.flush();
    },
  };
}

/** Where an opened project is shown: never on the start screen, from which it is opened. */
function stepOf(project: Project) {
  return project.step === "start" ? "data" : project.step;
}
