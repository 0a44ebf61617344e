import type { JsonObject, JsonValue } from "./json";
import type { Wording } from "./wording";

interface FieldBase {
  readonly id: string;
  readonly label: Wording;
  /** One line of help in plain words. */
  readonly help: Wording;
  /** Shown only when the user unfolds the further settings. */
  readonly isAdvanced?: boolean;
  /** Given where it means something only to a model that looks at pictures. */
  readonly only?: "pictures";
  /** Shown only while another field has one of these values. */
  readonly when?: { readonly field: string; readonly in: readonly JsonValue[] };
}

/** A hyperparameter or step parameter: the form, the default, the validation and the saved file all come from it. */
export type Field =
  | (FieldBase & {
      readonly type: "integer" | "number";
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly scale?: "linear" | "log";
    })
  | (FieldBase & {
      readonly type: "choice";
      readonly default: string;
      readonly options: readonly { readonly value: string; readonly label: Wording }[];
    })
  | (FieldBase & { readonly type: "switch"; readonly default: boolean })
  /** Names something that is chosen elsewhere; forms leave it out. */
  | (FieldBase & { readonly type: "name"; readonly default: string })
  | (FieldBase & {
      /** A list of whole numbers, such as units of each hidden layer. */
      readonly type: "integers";
      readonly default: readonly number[];
      readonly min: number;
      readonly max: number;
      readonly maxLength: number;
    });

export type FieldProblem = { readonly field: string; readonly reason: Wording };

/** The default of every field. */
export function defaultsOf(fields: readonly Field[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field.id, field.default]));
}

/** Lays given values over the defaults and reports those that do not fit their field, by name, with the allowed range. */
export function resolveFields(
  fields: readonly Field[],
  given: Readonly<Record<string, unknown>>,
): { readonly values: JsonObject; readonly problems: readonly FieldProblem[] } {
  const values: Record<string, JsonValue> = {};
  const problems: FieldProblem[] = [];
  for (const name of Object.keys(given)) {
    if (fields.some((field) => field.id === name)) continue;
    const known = fields.map((field) => field.id).join(", ") || "none";
    problems.push({
      field: name,
      reason: {
        en: `there is no setting “${name}”; known: ${known}`,
        zh: `没有名为“${name}”的设置；可用：${known}`,
      },
    });
  }
  for (const field of fields) {
    const value = given[field.id] ?? field.default;
    const reason = problemOf(field, value);
    if (reason) problems.push({ field: field.id, reason });
    values[field.id] = reason ? field.default : (value as JsonValue); // checked by problemOf
  }
  return { values, problems };
}

function problemOf(field: Field, value: unknown): Wording | null {
  const shown = JSON.stringify(value);
  switch (field.type) {
    case "integer":
    case "number": {
      const isWhole = field.type === "number" || Number.isInteger(value);
      if (typeof value === "number" && isWhole && value >= field.min && value <= field.max) return null;
      const kind = field.type === "integer" ? { en: "a whole number", zh: "整数" } : { en: "a number", zh: "数" };
      return {
        en: `“${field.label.en}” is ${shown}; it must be ${kind.en} from ${field.min} to ${field.max}`,
        zh: `“${field.label.zh}”为 ${shown}；应为 ${field.min} 到 ${field.max} 之间的${kind.zh}`,
      };
    }
    case "choice": {
      if (field.options.some((option) => option.value === value)) return null;
      const known = field.options.map((option) => option.value).join(", ");
      return {
        en: `“${field.label.en}” is ${shown}; it must be one of ${known}`,
        zh: `“${field.label.zh}”为 ${shown}；应为 ${known} 之一`,
      };
    }
    case "switch":
      if (typeof value === "boolean") return null;
      return {
        en: `“${field.label.en}” is ${shown}; it must be true or false`,
        zh: `“${field.label.zh}”为 ${shown}；应为 true 或 false`,
      };
    case "name":
      if (typeof value === "string") return null;
      return {
        en: `“${field.label.en}” is ${shown}; it must be a name`,
        zh: `“${field.label.zh}”为 ${shown}；应为名称`,
      };
    case "integers": {
      const fits =
        Array.isArray(value) &&
        value.length <= field.maxLength &&
        value.every((item) => Number.isInteger(item) && item >= field.min && item <= field.max);
      if (fits) return null;
      return {
        en: `“${field.label.en}” is ${shown}; it must be up to ${field.maxLength} whole numbers from ${field.min} to ${field.max}`,
        zh: `“${field.label.zh}”为 ${shown}；应为最多 ${field.maxLength} 个 ${field.min} 到 ${field.max} 之间的整数`,
      };
    }
  }
}
