/** Every command of the palette: what it is called, where it belongs, what it does. */
import { stepIds } from "../core/project";
import { toFailure } from "../core/failure";
import type { Format } from "../i18n/locale";
import type { Messages } from "../i18n/messages";
import type { ViewState, Workbench } from "../state/workbench";
import { stepStates } from "../state/step-states";

export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  run(): void;
}

export interface CommandContext {
  readonly workbench: Workbench;
  readonly words: Messages["app"];
  readonly format: Format;
  /** Opens the system's file picker. */
  readonly openFile: () => void;
  readonly saveProject: () => void;
  readonly copyDiagnostics: () => void;
}

const themes: readonly ViewState["theme"][] = ["light", "dark", "auto"];

/** What can be done now; a blocked step is left out. */
export function commandsOf(context: CommandContext): readonly Command[] {
  const { workbench, words, format, openFile, saveProject, copyDiagnostics } = context;
  const { actions, catalogue } = workbench;
  const { groups } = words.palette;
  const project = workbench.project.getState();
  const states = stepStates(project);
  const report = (error: unknown) => {
    // What went wrong with opening is shown beside the step.
    if (!toFailure(error).code.startsWith("import/")) actions.report(error);
  };
  return [
    ...stepIds
      .filter((id) => states[id].kind !== "blocked")
      .map((id) => ({
        id: `go-${id}`,
        group: groups.go,
        label: words.palette.goTo(words.steps[id]),
        run: () => actions.goTo(id),
      })),
    {
      id: "go-start",
      group: groups.go,
      label: words.palette.goTo(words.steps.start),
      run: () => actions.goTo("start"),
    },
    { id: "open-file", group: groups.file, label: words.palette.openFile, run: openFile },
    {
      id: "new-project",
      group: groups.file,
      label: words.newProject,
      run: () => void actions.newProject().catch(report),
    },
    { id: "save-project", group: groups.file, label: words.saveToFile, run: saveProject },
    ...(project.canUndo ? [{ id: "undo", group: groups.edit, label: words.undo, run: actions.undo }] : []),
    ...(project.canRedo ? [{ id: "redo", group: groups.edit, label: words.redo, run: actions.redo }] : []),
    ...catalogue.samples.map((sample) => ({
      id: `sample-${sample.id}`,
      group: groups.sample,
      label: words.palette.openSample(format.text(sample.title)),
      run: () => void actions.openSample(sample.id).catch(report),
    })),
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      group: groups.view,
      label: words.palette.themeTo(words.theme[theme]),
      run: () => actions.setTheme(theme),
    })),
    {
      id: "language",
      group: groups.view,
      label: words.palette.languageTo,
      run: () => actions.setLocale(format.locale === "en" ? "zh" : "en"),
    },
    { id: "diagnostics", group: groups.view, label: words.palette.copyDiagnostics, run: copyDiagnostics },
  ];
}

/** Commands whose words contain every word that was typed. */
export function searchCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const wanted = typed.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return commands.filter(({ label, group }) => {
    const text = `${label} ${group}`.toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
