import type { data as english } from "../en/data";

export const data: typeof english = {};
