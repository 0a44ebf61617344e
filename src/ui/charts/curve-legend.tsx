import type { CurveSeries } from "./curve-series";
import classes from "./chart.module.css";

export function CurveLegend({ series }: { readonly series: readonly CurveSeries[] }) {
  return (
    <ul className={classes.legend}>
      {series.map(({ id, label, color, isDashed, isBand }) => (
        <li key={id}>
          <svg width="20" height="8" aria-hidden="true">
            <line
              x1="0"
              x2="20"
              y1="4"
              y2="4"
              stroke={color}
              {...(isBand ? { strokeWidth: 8, strokeOpacity: 0.3 } : { strokeWidth: 2 })}
              {...(isDashed ? { strokeDasharray: "4 3" } : {})}
            />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
