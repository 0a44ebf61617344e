/** One series with the errors of its windows, fetched when it is first looked at. */
import { useEffect, useState } from "react";
import { toFailure, type Failure } from "../core/failure";
import type { ScoreTrack } from "../core/forecast";
import type { PredictOn } from "../state/workbench";
import { useActions } from "./workbench";

interface Loaded {
  readonly run: string;
  readonly on: PredictOn;
  readonly track: ScoreTrack | null;
  readonly failure: Failure | null;
}

interface Scores extends Pick<Loaded, "track" | "failure"> {
  /** Number of the series that is asked for. */
  readonly series: number;
  readonly onSeries: (series: number) => void;
}

const nothing = { track: null, failure: null };

/** The last series stays in sight while the next is on its way. `on` is the same object as long as the same data are meant. */
export function useScores(run: string, on: PredictOn): Scores {
  const actions = useActions();
  const [series, setSeries] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let isWanted = true;
    actions
      .scores(run, on, series)
      .then((track) => {
        if (isWanted) setLoaded({ run, on, track, failure: null });
      })
      .catch((error: unknown) => {
        if (isWanted) setLoaded({ run, on, track: null, failure: toFailure(error) });
      });
    return () => {
      isWanted = false;
    };
  }, [run, on, series, actions]);
  const { track, failure } = loaded?.run === run && loaded.on === on ? loaded : nothing;
  return { track, failure, series, onSeries: setSeries };
}
