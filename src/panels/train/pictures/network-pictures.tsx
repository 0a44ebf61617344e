/** What a network of pictures shows of itself, while it learns and later: nothing where the run is of anything else. */
import { useCallback, useState } from "react";
import type { DatasetInfo } from "../../../core/dataset";
import { currentRunOf } from "../../../state/current-run";
import { FailureBox } from "../../../ui/controls/failure-box";
import { usePictures } from "../../use-pictures";
import { useProject } from "../../workbench";
import { FiltersSection } from "./filters-section";
import { LayersSection } from "./layers-section";
import { useLook } from "./use-look";
import { WorstSection } from "./worst-section";

export function NetworkPictures() {
  // A run says something ten times a second; these only change when something else is to be seen.
  const run = useProject((state) => currentRunOf(state)?.id);
  const features = useProject((state) => currentRunOf(state)?.request.task.features);
  const hasNetwork = useProject((state) => Boolean(currentRunOf(state)?.network));
  const dataset = useProject((state) => {
    const wanted = currentRunOf(state)?.request.dataset;
    return state.project.datasets.find(({ id }) => id === wanted);
  });
  const column = dataset?.columns.find(({ kind, name }) => kind === "image" && features?.includes(name))?.name;
  if (run === undefined || !dataset || column === undefined || !hasNetwork) return null;
  return <RunPictures key={dataset.id} run={run} dataset={dataset} column={column} />;
}

interface RunPicturesProps {
  readonly run: string;
  readonly dataset: DatasetInfo;
  readonly column: string;
}

/** The chosen picture stays when another run of the same data is looked at. */
function RunPictures({ run, dataset, column }: RunPicturesProps) {
  const fetchPictures = usePictures(dataset, column);
  const phase = useProject((state) => currentRunOf(state)?.phase ?? "finished");
  const hasModel = useProject((state) => currentRunOf(state)?.hasModel ?? false);
  const isValidated = useProject((state) => (currentRunOf(state)?.rowCounts.validation ?? 0) > 0);
  const [row, setRow] = useState<number | null>(null);
  const isLive = phase === "fitting";
  const isGoingOn = isLive || phase === "queued" || phase === "paused";
  const { look, isAnswered, failure } = useLook(run, row, isLive, `${phase} ${hasModel}`);
  const onRow = useCallback((chosen: number) => setRow(chosen), []);
  if (failure && !look) return <FailureBox failure={failure} />;
  // It ended before there was anything to see.
  if (isAnswered && !look && !isGoingOn) return null;
  return (
    <>
      <FiltersSection filters={look?.filters ?? null} />
      <LayersSection look={look} row={row} onRow={onRow} fetchPictures={fetchPictures} />
      <WorstSection
        worst={look?.worst ?? null}
        categories={look?.categories ?? []}
        dataset={dataset.id}
        isValidated={isValidated}
        isLive={isGoingOn}
        onRow={onRow}
        fetchPictures={fetchPictures}
      />
    </>
  );
}
