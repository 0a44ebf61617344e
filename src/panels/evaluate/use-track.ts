/** One series of a forecast with what was said of it, fetched when it is first looked at. */
import { useEffect, useState } from "react";
import { toFailure, type Failure } from "../../core/failure";
import type { ForecastTrack } from "../../core/forecast";
import { useActions } from "../workbench";

interface Loaded {
  readonly run: string;
  readonly track: ForecastTrack | null;
  readonly failure: Failure | null;
}

/** The last series stays in sight while the next is on its way. */
export function useTrack(run: string, series: number): Omit<Loaded, "run"> {
  const actions = useActions();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let isWanted = true;
    actions
      .track(run, "test", series)
      .then((track) => {
        if (isWanted) setLoaded({ run, track, failure: null });
      })
      .catch((error: unknown) => {
        if (isWanted) setLoaded({ run, track: null, failure: toFailure(error) });
      });
    return () => {
      isWanted = false;
    };
  }, [run, series, actions]);
  return loaded?.run === run ? loaded : { track: null, failure: null };
}
