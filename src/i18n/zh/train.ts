import type { train as english } from "../en/train";

export const train: typeof english = {};
