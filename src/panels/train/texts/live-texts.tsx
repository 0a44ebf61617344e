/** What a model of a language writes, epoch by epoch, while it learns and later: nothing where the run is of anything else. */
import type { TextPair } from "../../../core/generation";
import { useFormat, useMessages } from "../../../i18n/locale";
import { currentRunOf } from "../../../state/current-run";
import { FailureBox } from "../../../ui/controls/failure-box";
import { Section } from "../../../ui/controls/section";
import { useProject } from "../../workbench";
import classes from "./live-texts.module.css";
import { useLiveTexts } from "./use-live-texts";

export function LiveTexts() {
  // A run says something ten times a second; these only change when something else is to be seen.
  const run = useProject((state) => currentRunOf(state)?.id);
  const writes = useProject((state) => currentRunOf(state)?.request.task.kind === "generation");
  return run !== undefined && writes ? <RunTexts key={run} run={run} /> : null;
}

function RunTexts({ run }: { readonly run: string }) {
  const { writing: words } = useMessages();
  const format = useFormat();
  const phase = useProject((state) => currentRunOf(state)?.phase ?? "finished");
  const hasModel = useProject((state) => currentRunOf(state)?.hasModel ?? false);
  const isGoingOn = phase === "fitting" || phase === "queued" || phase === "paused";
  const { texts, failure } = useLiveTexts(run, phase === "fitting", `${phase} ${hasModel}`);
  const isTurned = texts.some(({ turned }) => turned);
  if (texts.length === 0 && !isGoingOn && !failure) return null;
  return (
    <Section title={words.live} note={isTurned ? words.liveTurnNote : words.liveNote}>
      {failure && <FailureBox failure={failure} />}
      {texts.length === 0 && <p className={classes.quiet}>{words.waiting}</p>}
      <ol className={classes.texts} aria-label={words.live} reversed>
        {texts.toReversed().map(({ epoch, text, turned }) => (
          <li key={epoch}>
            <span className={classes.quiet}>{words.epoch(format.number(epoch))}</span>
            {turned ? (
              <TurnedText text={text} pair={turned} />
            ) : (
              <span className={classes.text}>{text || words.empty}</span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What was given, what became of it, and, where that is wrong, what it should be. */
function TurnedText({ text, pair: { source, wanted } }: { readonly text: string; readonly pair: TextPair }) {
  const { writing: words } = useMessages();
  const isRight = text === wanted;
  return (
    <span className={classes.text}>
      {source} → <strong>{text || words.empty}</strong>{" "}
      <span className={classes.quiet}>{isRight ? `✓ ${words.isRight}` : `✗ ${words.shouldBe(wanted)}`}</span>
    </span>
  );
}
