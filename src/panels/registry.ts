/** The steps that can fill the page, one line each; their code is fetched when the step is first opened. */
import {
  IconBulb,
  IconChartDots,
  IconChecklist,
  IconHome,
  IconTable,
  IconWand,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { StepId } from "../core/project";

export interface PanelEntry {
  readonly id: StepId | "start";
  readonly icon: TablerIcon;
  readonly load: () => Promise<ComponentType>;
  /** Parts of the step that can wait until it is shown. */
  readonly loadRest?: () => Promise<unknown>;
}

export const panels: readonly PanelEntry[] = [
  {
    id: "start",
    icon: IconHome,
    load: async () => (await import("./start/start-panel")).StartPanel,
    loadRest: async () => (await import("./start/start-panel")).loadPictureMaker(),
  },
  {
    id: "data",
    icon: IconTable,
    load: async () => (await import("./data/data-panel")).DataPanel,
    async loadRest() {
      const { loadTextsSection, loadVectorsSection } = await import("./data/text-sections");
      return Promise.all([loadTextsSection(), loadVectorsSection()]);
    },
  },
  { id: "prepare", icon: IconChecklist, load: async () => (await import("./prepare/prepare-panel")).PreparePanel },
  {
    id: "train",
    icon: IconBulb,
    load: async () => (await import("./train/train-panel")).TrainPanel,
    loadRest: async () => (await import("./train/run-attention")).loadAttention(),
  },
  { id: "evaluate", icon: IconChartDots, load: async () => (await import("./evaluate/evaluate-panel")).EvaluatePanel },
  {
    id: "use",
    icon: IconWand,
    load: async () => (await import("./use/use-panel")).UsePanel,
    loadRest: async () => (await import("./use/use-panel")).loadRunWords(),
  },
];
