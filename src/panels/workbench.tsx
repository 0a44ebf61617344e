/** The workbench for every panel: stores by selector, actions as they are. */
import { createContext, useContext, type ReactNode } from "react";
import { useStore } from "zustand";
import type { EngineState, ProjectState, ViewState, Workbench, WorkbenchActions } from "../state/workbench";

const WorkbenchContext = createContext<Workbench | null>(null);

export function WorkbenchProvider({ workbench, children }: { workbench: Workbench; children: ReactNode }) {
  return <WorkbenchContext value={workbench}>{children}</WorkbenchContext>;
}

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error("a panel stands outside WorkbenchProvider");
  return workbench;
}

export function useActions(): WorkbenchActions {
  return useWorkbench().actions;
}

/** A part of the project's state. The selector must return the same reference for the same state. */
export function useProject<T>(selector: (state: ProjectState) => T): T {
  return useStore(useWorkbench().project, selector);
}

export function useEngine<T>(selector: (state: EngineState) => T): T {
  return useStore(useWorkbench().engine, selector);
}

export function useView<T>(selector: (state: ViewState) => T): T {
  return useStore(useWorkbench().view, selector);
}
