/** The number that all draws of a fit come from. */
import { NumberField } from "./number-field";

export interface SeedFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly onChange: (seed: number) => void;
}

export function SeedField(props: SeedFieldProps) {
  return <NumberField {...props} min={0} max={4_294_967_295} isWhole />;
}
