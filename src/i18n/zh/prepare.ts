import type { prepare as english } from "../en/prepare";

export const prepare: typeof english = {};
