/** The hyperparameters of the family, how gradient descent goes about it, and the seed. */
import { memo } from "react";
import type { ResolvedFit } from "../../core/run";
import { trainingFields } from "../../core/training";
import { useMessages } from "../../i18n/locale";
import { familyOf } from "../../models/registry";
import { FieldForm } from "../../ui/controls/field-form";
import { Section } from "../../ui/controls/section";
import { SeedField } from "../../ui/controls/seed-field";
import { useActions, useProject } from "../workbench";
import { RateFinder } from "./rate-finder";
import classes from "./train.module.css";

export const FitSettings = memo(function FitSettings({ resolved }: { resolved: ResolvedFit }) {
  const { train } = useMessages();
  const actions = useActions();
  const draft = useProject((state) => state.project.draft);
  const spec = familyOf(resolved.family);
  const seesPictures = useProject(
    ({ dataset }) =>
      dataset?.columns.some(({ kind, name }) => kind === "image" && resolved.task.features?.includes(name)) ?? false,
  );
  const setTraining = (id: string, value: unknown) =>
    actions.setTraining({ [id]: id === "earlyStopping" && value === 0 ? false : value });
  const training = { ...resolved.training, ...draft.training };
  return (
    <Section title={train.settings} note={train.settingsNote}>
      <div className={classes.settings}>
        <FieldForm
          fields={spec.fields.filter(({ only }) => only !== "pictures" || seesPictures)}
          values={{ ...resolved.hyperparameters, ...draft.hyperparameters }}
          onChange={actions.setHyperparameter}
        />
        {spec.usesTraining(resolved.hyperparameters) && (
          <>
            <FieldForm
              fields={trainingFields.filter(({ id }) => spec.trainingFields?.includes(id) ?? true)}
              values={{ ...training, earlyStopping: training.earlyStopping === false ? 0 : training.earlyStopping }}
              onChange={setTraining}
            />
            {!spec.trainingFields && <RateFinder resolved={resolved} />}
          </>
        )}
        <SeedField label={train.seed} description={train.seedHelp} value={draft.seed} onChange={actions.setSeed} />
      </div>
    </Section>
  );
});
