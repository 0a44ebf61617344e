import type { use as english } from "../en/use";

export const use: typeof english = {};
