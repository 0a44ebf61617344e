/** Networks from the disk, each named by its print in the settings of the family that begins with one. */
import type { BackboneInfo } from "../core/backbone";
import type { Project } from "../core/project";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

const family = "backbone";
/** What each network proposes for itself. */
const proposed: ReadonlySet<string> = new Set(["cut", "pixels"]);

export function createBackboneActions(session: Session): Pick<WorkbenchActions, "openBackbone"> {
  const { deps, state, changeProject, changeDraft } = session;
  return {
    async openBackbone(files, signal) {
      const { id } = state().project;
      const info = await deps.engine.call("models/open-backbone", { files }, signal ? { signal } : {});
      // Another project may have been opened meanwhile.
      if (state().project.id !== id) return info;
      changeProject((project) => withBackbone(project, info));
      changeDraft(family, (draft) => {
        const isSame = draft.model?.split("/")[0] === family;
        const kept = Object.entries(isSame ? draft.hyperparameters : {}).filter(([name]) => !proposed.has(name));
        return {
          ...draft,
          model: family,
          hyperparameters: { ...Object.fromEntries(kept), backbone: info.id },
          training: isSame ? draft.training : {},
        };
      });
      return info;
    },
  };
}

/** With this one, and of the others those that a run or the draft still names. */
function withBackbone(project: Project, info: BackboneInfo): Project {
  const named = new Set([project.draft, ...project.runs.map(({ request }) => request)].map(nameIn));
  const others = (project.backbones ?? []).filter(({ id }) => id !== info.id && named.has(id));
  return { ...project, backbones: [...others, info] };
}

function nameIn({ hyperparameters }: { readonly hyperparameters: Readonly<Record<string, unknown>> }): unknown {
  return hyperparameters["backbone"];
}
