/** A button that tries learning rates on a copy of the network, and the curve that it finds. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { RateSweep } from "../../core/rate-sweep";
import { requestAgain } from "../../core/request-again";
import type { ResolvedFit } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { CurveChart } from "../../ui/charts/curve-chart";
import { categoryColors } from "../../ui/theme";
import { useActions } from "../workbench";
import classes from "./train.module.css";

type State = { readonly kind: "idle" | "busy" | "none" } | { readonly kind: "found"; readonly sweep: RateSweep };

export function RateFinder({ resolved }: { readonly resolved: ResolvedFit }) {
  const { train } = useMessages();
  const actions = useActions();
  const [last, setLast] = useState<{ readonly of: ResolvedFit; readonly state: State } | null>(null);
  const asked = useRef<AbortController | null>(null);
  // What was found for other settings says nothing about these.
  const state: State = last?.of === resolved ? last.state : { kind: "idle" };
  const setState = (next: State) => setLast({ of: resolved, state: next });
  useEffect(() => () => asked.current?.abort(), []);
  const find = () => {
    const controller = new AbortController();
    asked.current?.abort();
    asked.current = controller;
    setState({ kind: "busy" });
    actions.findRate(requestAgain(resolved), controller.signal).then(
      (sweep) => {
        if (!controller.signal.aborted) setState(sweep ? { kind: "found", sweep } : { kind: "none" });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ kind: "idle" });
        actions.report(error);
      },
    );
  };
  const stop = () => {
    asked.current?.abort();
    setState({ kind: "idle" });
  };
  return (
    <div className={classes.rateFinder}>
      <div className={classes.rateButtons}>
        <Button
          variant="default"
          size="compact-sm"
          loading={state.kind === "busy"}
          title={train.findRateHelp}
          onClick={find}
        >
          {train.findRate}
        </Button>
        {state.kind === "busy" && (
          <Button variant="subtle" size="compact-sm" onClick={stop}>
            {train.stop}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {state.kind === "busy" && <p className={classes.quiet}>{train.findingRate}</p>}
        {state.kind === "none" && <p className={classes.quiet}>{train.noRate}</p>}
        {state.kind === "found" && <Sweep sweep={state.sweep} />}
      </div>
    </div>
  );
}

function Sweep({ sweep: { points, suggested } }: { readonly sweep: RateSweep }) {
  const { train } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const rate = suggested === null ? null : Number(suggested.toPrecision(2));
  const shown = format.significant(rate ?? Number.NaN);
  const curve = points.map(({ rate: tried, loss }) => ({ x: Math.log10(tried), y: loss }));
  return (
    <>
      <CurveChart
        title={train.rateSweep}
        summary={rate === null ? train.rateNotFound : train.rateFound(shown)}
        xLabel={train.rateAxis}
        yLabel={train.lossAxis}
        series={[{ id: "loss", label: train.loss, color: categoryColors[0] ?? "", points: curve }]}
        {...(rate === null ? {} : { mark: { x: Math.log10(rate), label: train.suggestedRate(shown) } })}
        height={160}
        onFailure={actions.report}
      />
      {rate !== null && (
        <Button size="compact-sm" onClick={() => actions.setTraining({ learningRate: rate })}>
          {train.takeRate(shown)}
        </Button>
      )}
    </>
  );
}
