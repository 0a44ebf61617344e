/** What the words of a text model begin as: numbers at random, or vectors that were learned before. */
import { NativeSelect, SegmentedControl } from "@mantine/core";
import type { ResolvedFit } from "../../core/run";
import { vectorSizeOf } from "../../core/word-vectors";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { useActions, useProject } from "../workbench";
import classes from "./train.module.css";

export function WordVectorsSection({ resolved }: { readonly resolved: ResolvedFit }) {
  const { embeddings: words } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const runs = useProject((state) => state.project.runs);
  const datasets = useProject((state) => state.project.datasets);
  const found = useProject((state) => state.preview?.vectors);
  const { vectors, vectorMode } = resolved.hyperparameters;
  const chosen = typeof vectors === "string" ? vectors : "";
  const options = [
    ...runs
      .filter(({ request, hasModel }) => request.task.kind === "embedding" && hasModel)
      .map(({ id, number, datasetName }) => ({ value: id, label: words.ofRun(format.number(number), datasetName) })),
    ...datasets
      .filter(({ columns }) => vectorSizeOf(columns) !== null)
      .map(({ id, name }) => ({ value: id, label: words.ofFile(name) })),
  ];
  // Most have none: then nothing is to be chosen.
  if (options.length === 0 && chosen === "") return null;
  const isGone = chosen !== "" && !options.some(({ value }) => value === chosen);
  return (
    <Section title={words.startTitle} note={words.startNote}>
      <div className={classes.preset}>
        <NativeSelect
          aria-label={words.startTitle}
          value={chosen}
          data={[
            { value: "", label: words.startRandom },
            ...options,
            ...(isGone ? [{ value: chosen, label: words.startGone }] : []),
          ]}
          onChange={({ currentTarget }) => actions.setHyperparameter("vectors", currentTarget.value)}
        />
        {chosen !== "" && (
          <SegmentedControl
            size="xs"
            aria-label={words.mode}
            value={vectorMode === "frozen" ? "frozen" : "fine-tuned"}
            data={[
              { value: "fine-tuned", label: words.fineTuned },
              { value: "frozen", label: words.frozen },
            ]}
            onChange={(value) => actions.setHyperparameter("vectorMode", value)}
          />
        )}
        {chosen !== "" && found && (
          <span className={classes.quiet}>
            {words.known(format.number(found.known), format.number(found.all), format.number(found.size))}
          </span>
        )}
      </div>
    </Section>
  );
}
