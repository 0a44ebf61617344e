/** The values at one place of a chart, under the place's name where it has one. */
import { useFormat } from "../../i18n/locale";
import classes from "./chart.module.css";

export interface ChartTooltipProps {
  readonly active: boolean;
  readonly payload: readonly { readonly name?: unknown; readonly value?: unknown }[];
  readonly title?: string;
}

export function ChartTooltip({ active, payload, title }: ChartTooltipProps) {
  const format = useFormat();
  if (!active || payload.length === 0) return null;
  return (
    <div className={classes.tooltip}>
      {title !== undefined && <p>{title}</p>}
      {payload.map(({ name, value }) => (
        <p key={String(name)}>
          {String(name)}: {format.significant(Number(value))}
        </p>
      ))}
    </div>
  );
}
