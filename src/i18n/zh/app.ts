import type { app as english } from "../en/app";

export const app: typeof english = {};
