/** The frame of the page: what is where, on a wide screen and on a phone. The step fills the middle. */
import { useHotkeys } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useFormat, useMessages } from "../i18n/locale";
import { useActions, useProject, useView } from "../panels/workbench";
import { CommandPalette } from "./command-palette";
import { DropOverlay } from "./drop-overlay";
import { NoteList } from "./note-list";
import { OpeningStrip } from "./opening-strip";
import { Rail } from "./rail";
import { RunsSide } from "./runs-side";
import { SelectionBar } from "./selection-bar";
import classes from "./shell.module.css";
import { StepView } from "./step-view";
import { TopBar } from "./top-bar";
import { useStepAddress } from "./use-step-address";
import { useWidth } from "./use-width";

export function Shell() {
  const words = useMessages().app;
  const actions = useActions();
  const width = useWidth();
  const step = useView((view) => view.step);
  const hasData = useProject((state) => state.project.datasets.length > 0);
  const hasRuns = useProject((state) => state.project.runs.length > 0);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [areRunsOpen, setRunsOpen] = useState(false);
  useDocument();
  useStepAddress();
  useHotkeys(
    [
      ["mod+Z", unlessTyping(actions.undo), { preventDefault: false }],
      ["mod+shift+Z", unlessTyping(actions.redo), { preventDefault: false }],
    ],
    [],
  );
  // The palette opens from within an input as well.
  useHotkeys([["mod+K", () => setPaletteOpen(true)]], []);
  const hasRail = step !== "start" || hasData;
  const showRuns = hasRuns && step !== "start";
  return (
    <div
      className={classes.shell}
      data-rail={hasRail || undefined}
      data-runs={(showRuns && width === "wide") || undefined}
    >
      <a className={classes.skip} href="#step" onClick={skipToStep}>
        {words.skip}
      </a>
      <TopBar
        width={width}
        onPalette={() => setPaletteOpen(true)}
        {...(showRuns && width !== "wide" ? { onRuns: () => setRunsOpen(true) } : {})}
      />
      {hasRail && <Rail />}
      <main id="step" tabIndex={-1} className={classes.main} aria-label={words.frame.step}>
        <OpeningStrip />
        <StepView step={step} />
      </main>
      {showRuns && (
        <RunsSide isBeside={width === "wide"} isOpen={areRunsOpen} onClose={() => setRunsOpen(false)} width={width} />
      )}
      <div className={classes.foot}>
        <NoteList />
        <SelectionBar />
      </div>
      <DropOverlay />
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
    </div>
  );
}

/** In a field for text the keys undo what was typed; a switch or a tick that has the focus types nothing. */
function unlessTyping(change: () => void) {
  return (event: KeyboardEvent) => {
    const { target } = event;
    const isText =
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && !["radio", "checkbox", "range", "button"].includes(target.type)) ||
      (target instanceof HTMLElement && target.isContentEditable);
    if (isText) return;
    event.preventDefault();
    change();
  };
}

/** The address is the step's: the jump must not change it. */
function skipToStep(event: React.MouseEvent) {
  event.preventDefault();
  document.getElementById("step")?.focus();
}

/** Title and language of the document. */
function useDocument(): void {
  const words = useMessages().app;
  const { locale } = useFormat();
  const step = useView((view) => view.step);
  const project = useProject((state) => state.project.name);
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
    document.title = step === "start" ? words.startTitle : words.documentTitle(words.steps[step], project);
  }, [locale, step, project, words]);
}
