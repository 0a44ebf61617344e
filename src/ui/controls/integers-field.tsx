/** A list of whole numbers, such as the units of each hidden layer: one small box each, more can be added, each removed. */
import { ActionIcon, Button, Input } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useId } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./integers-field.module.css";
import { NumberField } from "./number-field";

export interface IntegersFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly values: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly maxLength: number;
  readonly onChange: (values: readonly number[]) => void;
  readonly disabled?: boolean;
}

export function IntegersField(props: IntegersFieldProps) {
  const { label, values, min, max, maxLength, onChange, disabled = false } = props;
  const words = useMessages().app.controls;
  const format = useFormat();
  const id = useId();
  const named = (index: number) => words.item(label, format.number(index + 1));
  return (
    <div role="group" aria-labelledby={id}>
      <Input.Label id={id} labelElement="div">
        {label}
      </Input.Label>
      {props.description && <Input.Description>{props.description}</Input.Description>}
      <div className={classes.values}>
        {values.map((value, index) => (
          // The items have no name but their place.
          <div key={index} className={classes.value}>
            <NumberField
              value={value}
              min={min}
              max={max}
              isWhole
              scale="log"
              width={64}
              ariaLabel={named(index)}
              disabled={disabled}
              onChange={(next) => onChange(values.map((old, place) => (place === index ? next : old)))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              disabled={disabled}
              aria-label={words.remove(named(index))}
              onClick={() => onChange(values.filter((_, place) => place !== index))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        {values.length < maxLength && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={disabled}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...values, values.at(-1) ?? min])}
          >
            {words.add}
          </Button>
        )}
      </div>
      {props.error && <Input.Error>{props.error}</Input.Error>}
    </div>
  );
}
