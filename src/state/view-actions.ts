/** Step, language, theme, notes and the shared selection. */
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type ViewActions = Pick<
  WorkbenchActions,
  "goTo" | "setLocale" | "setTheme" | "dismissNote" | "report" | "note" | "select" | "clearSelection"
>;

export function createViewActions(session: Session): ViewActions {
  const { view, project, notes, deps } = session;
  return {
    goTo: (step) => session.show(step),
    setLocale(locale) {
      deps.preferences.write("locale", locale);
      view.setState({ locale });
    },
    setTheme(theme) {
      deps.preferences.write("theme", theme);
      view.setState({ theme });
    },
    dismissNote: (id) => notes.dismiss(id),
    report: (error) => notes.report(error),
    note: (note) => void notes.show(note),
    select: (selection) => project.setState({ selection: selection.rows.length > 0 ? selection : null }),
    clearSelection: () => project.setState({ selection: null }),
  };
}
