/** The kernels of the first layer, as they learn. */
import { Skeleton } from "@mantine/core";
import { memo } from "react";
import type { Picture } from "../../../core/picture";
import { useFormat, useMessages } from "../../../i18n/locale";
import { Section } from "../../../ui/controls/section";
import { MapStrip } from "./map-strip";

const sizePx = 36;

/** `filters` null while the network is on its way. */
export const FiltersSection = memo(function FiltersSection({ filters }: { filters: readonly Picture[] | null }) {
  const { look: words } = useMessages();
  const format = useFormat();
  const [first] = filters ?? [];
  return (
    <Section title={words.filters} note={words.filtersNote}>
      {!filters && <Skeleton height={sizePx} width={8 * sizePx} aria-label={words.waiting} />}
      {filters && !first && <p>{words.noFilters}</p>}
      {filters && first && (
        <MapStrip
          pictures={filters}
          size={sizePx}
          gap={8}
          label={words.filtersShown(
            format.number(filters.length),
            format.number(first.width),
            format.number(first.height),
          )}
        />
      )}
    </Section>
  );
});
