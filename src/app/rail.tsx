/** The steps: done, current, out of date, blocked (and by what). A bar at the foot of a phone. */
import { Tooltip } from "@mantine/core";
import { useMemo, type MouseEvent } from "react";
import { stepIds, type StepId } from "../core/project";
import { useFormat, useMessages } from "../i18n/locale";
import { panels } from "../panels/registry";
import { useActions, useProject, useView } from "../panels/workbench";
import { stepStates } from "../state/step-states";
import type { StepState } from "../state/workbench";
import classes from "./rail.module.css";
import { StepIcon, type StepMark } from "./step-icon";

export function Rail() {
  const words = useMessages().app;
  const step = useView((view) => view.step);
  const state = useProject((whole) => whole);
  const states = useMemo(() => stepStates(state), [state]);
  return (
    <nav className={classes.rail} aria-label={words.frame.steps}>
      <ol className={classes.steps}>
        {stepIds.map((id) => (
          <RailStep key={id} id={id} state={states[id]} isCurrent={id === step} />
        ))}
      </ol>
    </nav>
  );
}

interface RailStepProps {
  readonly id: StepId;
  readonly state: StepState;
  readonly isCurrent: boolean;
}

function RailStep({ id, state, isCurrent }: RailStepProps) {
  const words = useMessages().app;
  const format = useFormat();
  const { goTo } = useActions();
  const Icon = panels.find((panel) => panel.id === id)?.icon;
  const mark: StepMark = isCurrent ? "current" : state.kind;
  const reason = state.kind === "blocked" ? format.text(state.reason) : state.kind === "stale" ? words.stale : null;
  const isBlocked = state.kind === "blocked";
  const go = (event: MouseEvent) => {
    event.preventDefault();
    if (!isBlocked) goTo(id);
  };
  return (
    <li>
      <Tooltip
        label={reason}
        disabled={reason === null}
        position="right"
        events={{ hover: true, focus: true, touch: true }}
      >
        <a
          // A blocked step leads nowhere, yet it must be reached to say by what it is blocked.
          href={`#${id}`}
          className={classes.step}
          data-mark={mark}
          data-blocked={isBlocked || undefined}
          aria-current={isCurrent ? "step" : undefined}
          aria-disabled={isBlocked || undefined}
          onClick={go}
        >
          <span className={classes.mark}>
            <StepIcon mark={mark} />
          </span>
          {Icon && <Icon className={classes.icon} size={20} stroke={1.5} aria-hidden />}
          <span className={classes.word}>{words.steps[id]}</span>
          <span className="lb-hidden">
            {words.stepStates[mark]}
            {reason && ` ${reason}`}
          </span>
        </a>
      </Tooltip>
    </li>
  );
}
