/** How bold the choice of a token is, as sliders. */
import { useId } from "react";
import { generateFields } from "../../core/generation";
import { useFormat } from "../../i18n/locale";
import classes from "./write-texts.module.css";

/** A slider reaches to what is useful; scripts may go beyond. */
const reach: Readonly<Record<string, readonly [most: number, step: number]>> = {
  temperature: [2, 0.05],
  topK: [100, 1],
  topP: [1, 0.01],
};

export const sliderIds: readonly string[] = Object.keys(reach);

export interface ChoiceSlidersProps {
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (id: string, value: number) => void;
}

export function ChoiceSliders({ values, onChange }: ChoiceSlidersProps) {
  const format = useFormat();
  const id = useId();
  return generateFields
    .filter((field) => sliderIds.includes(field.id))
    .map((field) => {
      const [most, step] = reach[field.id] ?? [1, 0.01];
      const value = Number(values[field.id]);
      return (
        <div key={field.id} className={classes.slider}>
          <label htmlFor={`${id} ${field.id}`}>
            {format.text(field.label)} <output className="lb-number">{format.number(value)}</output>
          </label>
          <input
            id={`${id} ${field.id}`}
            type="range"
            min={0}
            max={most}
            step={step}
            value={value}
            aria-describedby={`${id} ${field.id} help`}
            onChange={({ currentTarget }) => onChange(field.id, Number(currentTarget.value))}
          />
          <p id={`${id} ${field.id} help`} className={classes.quiet}>
            {format.text(field.help)}
          </p>
        </div>
      );
    });
}
