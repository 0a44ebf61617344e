import type { evaluate as english } from "../en/evaluate";

export const evaluate: typeof english = {};
