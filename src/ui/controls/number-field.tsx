/** A number that is typed: takes effect on Enter or when left, arrows step it (by halving and doubling on a log scale). */
import { TextInput } from "@mantine/core";
import { useState, type KeyboardEvent, type ReactNode } from "react";

export interface NumberFieldProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly max?: number;
  readonly isWhole?: boolean;
  readonly scale?: "linear" | "log";
  readonly label?: ReactNode;
  readonly ariaLabel?: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly width?: number;
  readonly disabled?: boolean;
}

export function NumberField(props: NumberFieldProps) {
  const { value, onChange, min = -Infinity, max = Infinity, isWhole = false, scale = "linear" } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    const typed = Number(draft.trim().replace(",", "."));
    // What does not fit its range is handed on: the form says so in words instead of changing it silently.
    if (draft.trim() !== "" && Number.isFinite(typed) && typed !== value) onChange(typed);
  };
  const step = (direction: 1 | -1) => {
    setDraft(null);
    onChange(stepped(value, direction, { min, max, isWhole, scale }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    if (event.key === "Escape") setDraft(null);
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      step(event.key === "ArrowUp" ? 1 : -1);
    }
  };
  return (
    <TextInput
      label={props.label}
      aria-label={props.ariaLabel}
      description={props.description}
      error={props.error}
      disabled={props.disabled ?? false}
      w={props.width}
      className="lb-number"
      role="spinbutton"
      inputMode={isWhole && min >= 0 ? "numeric" : "decimal"}
      autoComplete="off"
      {...(isPlain(value) ? { "aria-valuenow": value } : { "aria-valuetext": String(value) })}
      {...(isPlain(min) ? { "aria-valuemin": min } : {})}
      {...(isPlain(max) ? { "aria-valuemax": max } : {})}
      value={draft ?? String(value)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}

/** Whether JavaScript writes it without an exponent, which the attributes of a spin button do not know. */
const isPlain = (value: number) => /^-?[\d.]+$/.test(String(value));

interface Steps {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  readonly scale: "linear" | "log";
}

/** The next value up or down: one for whole numbers, a twentieth of the range otherwise, twice or half on a log scale. */
export function stepped(value: number, direction: 1 | -1, { min, max, isWhole, scale }: Steps): number {
  let next: number;
  if (scale === "log" && value > 0) next = value * (direction === 1 ? 2 : 0.5);
  else if (isWhole) next = value + direction;
  else next = value + direction * (Number.isFinite(max - min) && max - min <= 20 ? (max - min) / 20 : 1);
  if (isWhole) next = Math.round(next);
  return Math.min(max, Math.max(min, Number(next.toPrecision(12))));
}
