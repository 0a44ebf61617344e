/** How training pictures are varied: a switch, examples that follow the settings, and the settings. */
import { Switch } from "@mantine/core";
import { augmentationFields, gentleAugmentation, type AugmentationSettings } from "../../core/augmentation";
import { resolveFields } from "../../core/field";
import type { Picture } from "../../core/picture";
import { useFormat, useMessages } from "../../i18n/locale";
import { familyOf } from "../../models/registry";
import { FieldForm } from "../../ui/controls/field-form";
import { Section } from "../../ui/controls/section";
import { PictureCanvas } from "../../ui/pictures/picture-canvas";
import { useActions } from "../workbench";
import classes from "./picture-parts.module.css";

export interface AugmentationSectionProps {
  readonly family: string;
  readonly settings: AugmentationSettings | false;
  /** One training picture, varied; empty until it is there. */
  readonly varied: readonly Picture[];
  readonly count: number;
}

const tilePx = 72;

export function AugmentationSection({ family, settings, varied, count }: AugmentationSectionProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  const actions = useActions();
  const set = (augmentation: AugmentationSettings | false) => actions.setTraining({ augmentation });
  const usual = familyOf(family).training.augmentation || gentleAugmentation;
  const problems = settings ? resolveFields(augmentationFields, { ...settings }).problems : [];
  return (
    <Section title={words.augmentationTitle} note={words.augmentationText}>
      <div className={classes.settings}>
        <Switch
          label={words.augmentationSwitch}
          checked={settings !== false}
          onChange={(event) => set(event.currentTarget.checked ? usual : false)}
        />
        {settings && (
          <>
            <div className={classes.strip} role="group" aria-label={words.augmentationExamples}>
              {Array.from({ length: count }, (_, i) => (
                <PictureCanvas
                  key={i}
                  picture={varied[i]}
                  label={words.augmentationExample(format.number(i + 1))}
                  width={tilePx}
                  height={tilePx}
                />
              ))}
            </div>
            <p className={classes.hint}>{words.augmentationFlips}</p>
            <FieldForm
              fields={augmentationFields}
              values={{ ...settings }}
              problems={problems}
              onChange={(id, value) => set({ ...settings, [id]: value })}
            />
          </>
        )}
      </div>
    </Section>
  );
}
