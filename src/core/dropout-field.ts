import type { Field } from "./field";
import type { Wording } from "./wording";

/** The share of numbers that a network leaves out at random while it learns; what they are is each family's. */
export function dropoutField(share: number, help: Wording): Field {
  return {
    ...{ id: "dropout", type: "number", default: share, min: 0, max: 0.9 },
    label: { en: "Dropout", zh: "丢弃率" },
    help,
  };
}
