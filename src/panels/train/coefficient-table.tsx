/** The coefficients of a linear model, largest first, with their intervals. */
import { Button, Table } from "@mantine/core";
import { useMemo, useState } from "react";
import { interceptName, type Coefficient } from "../../core/coefficient";
import { useFormat, useMessages } from "../../i18n/locale";
import { z95 } from "../../metrics/normal";
import { stepName } from "../../ui/controls/step-name";
import { useProject } from "../workbench";
import { currentRunOf } from "../../state/current-run";
import { Section } from "../../ui/controls/section";
import { TableHead } from "../../ui/controls/table-head";

const firstCount = 12;

export function CoefficientTable({ coefficients }: { coefficients: readonly Coefficient[] }) {
  const { train, app } = useMessages();
  const format = useFormat();
  // Of a forecast each step ahead has its own.
  const isForecast = useProject((state) => currentRunOf(state)?.request.task.kind === "forecasting");
  const [isWhole, setIsWhole] = useState(false);
  const sorted = useMemo(() => largestFirst(coefficients), [coefficients]);
  if (coefficients.length === 0) return null;
  const hasCategories = coefficients.some(({ category }) => category !== null);
  const hasErrors = coefficients.some(({ standardError }) => standardError !== null);
  return (
    <Section title={train.coefficients} note={train.coefficientsNote}>
      <Table.ScrollContainer minWidth={320}>
        <Table verticalSpacing={4} aria-label={train.coefficients}>
          <TableHead
            columns={[
              train.feature,
              hasCategories && (isForecast ? train.stepAhead : train.towards),
              train.coefficient,
              hasErrors && train.interval,
            ]}
          />
          <Table.Tbody className="lb-number">
            {sorted.slice(0, isWhole ? 500 : firstCount).map(({ feature, category, value, standardError }) => (
              <Table.Tr key={`${feature}/${category}`}>
                <Table.Td>{feature === interceptName ? train.intercept : stepName(feature, app.controls.now)}</Table.Td>
                {hasCategories && <Table.Td>{category}</Table.Td>}
                <Table.Td>{format.significant(value)}</Table.Td>
                {hasErrors && (
                  <Table.Td>
                    {standardError === null
                      ? "–"
                      : `${format.significant(value - z95 * standardError)} – ${format.significant(value + z95 * standardError)}`}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!isWhole && sorted.length > firstCount && (
        <Button variant="subtle" size="compact-sm" onClick={() => setIsWhole(true)}>
          {train.showAll(format.number(Math.min(500, sorted.length)))}
        </Button>
      )}
    </Section>
  );
}

/** The intercept last. */
function largestFirst(coefficients: readonly Coefficient[]): readonly Coefficient[] {
  return coefficients.toSorted(
    (a, b) =>
      Number(a.feature === interceptName) - Number(b.feature === interceptName) ||
      Math.abs(b.value) - Math.abs(a.value),
  );
}
