/** The Train step: choose a model, set it, fit it, watch it learn. */
import { Button, NumberInput } from "@mantine/core";
import { trainingFields } from "../../core/training";
import { useFormat, useMessages } from "../../i18n/locale";
import { familyOf } from "../../models/registry";
import { currentRunOf } from "../../state/current-run";
import { EmptyState } from "../../ui/controls/empty-state";
import { FailureBox } from "../../ui/controls/failure-box";
import { FieldForm } from "../../ui/controls/field-form";
import { Section } from "../../ui/controls/section";
import { useActions, useProject } from "../workbench";
import { CoefficientTable } from "./coefficient-table";
import { ComparedRuns } from "./compared-runs";
import { FitControls } from "./fit-controls";
import { LearningCurves } from "./learning-curves";
import { ModelChoice } from "./model-choice";
import { NetworkDrawing } from "./network-drawing";
import classes from "./train.module.css";

export function TrainPanel() {
  const { train } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const dataset = useProject((state) => state.dataset);
  const preview = useProject((state) => state.preview);
  const previewFailure = useProject((state) => state.previewFailure);
  const draft = useProject((state) => state.project.draft);
  const run = useProject(currentRunOf);
  if (!dataset) {
    return (
      <EmptyState title={train.noData} action={<Button onClick={() => actions.goTo("start")}>{train.toData}</Button>} />
    );
  }
  const resolved = preview?.resolved;
  const spec = resolved && familyOf(resolved.family);
  const isBusy = run?.phase === "fitting" || run?.phase === "queued";
  const features = dataset.columns.filter((column) => resolved?.task.features?.includes(column.name));
  const setTraining = (id: string, value: unknown) =>
    actions.setTraining({ [id]: id === "earlyStopping" && value === 0 ? false : value });
  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <h1>{train.title}</h1>
        {resolved && (
          <p className={classes.quiet}>
            {train.question(resolved.task.target, format.number(resolved.task.features?.length ?? 0))}{" "}
            <Button variant="subtle" size="compact-sm" onClick={() => actions.goTo("prepare")}>
              {train.change}
            </Button>
          </p>
        )}
      </header>
      {previewFailure && <FailureBox failure={previewFailure} />}
      <FitControls run={run} canFit={resolved !== undefined && previewFailure === null} />
      {run && <LearningCurves run={run} />}
      <ComparedRuns />
      {run && <CoefficientTable coefficients={run.coefficients} />}
      {run?.phase === "finished" && (
        <div>
          <Button size="md" onClick={() => actions.goTo("evaluate")}>
            {train.next}
          </Button>
        </div>
      )}
      {resolved && (
        <ModelChoice
          task={resolved.task}
          features={features}
          family={resolved.family}
          preset={resolved.preset}
          isDisabled={isBusy}
        />
      )}
      {resolved && spec && (
        <Section title={train.settings} note={train.settingsNote}>
          <div className={classes.settings}>
            <FieldForm
              fields={spec.fields}
              values={{ ...resolved.hyperparameters, ...draft.hyperparameters }}
              onChange={actions.setHyperparameter}
              disabled={isBusy}
            />
            {spec.usesTraining(resolved.hyperparameters) && (
              <FieldForm
                fields={trainingFields}
                values={{
                  ...resolved.training,
                  ...draft.training,
                  earlyStopping: (draft.training.earlyStopping ?? resolved.training.earlyStopping) || 0,
                }}
                onChange={setTraining}
                disabled={isBusy}
              />
            )}
            <NumberInput
              className={classes.seed}
              label={train.seed}
              description={train.seedHelp}
              value={draft.seed}
              min={0}
              max={4_294_967_295}
              allowDecimal={false}
              disabled={isBusy}
              onChange={(value) => {
                if (typeof value === "number") actions.setSeed(value);
              }}
            />
          </div>
        </Section>
      )}
      {preview?.network && <NetworkDrawing network={preview.network} featureCount={preview.featureCount} />}
    </div>
  );
}
