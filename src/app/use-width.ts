/** How much room there is: phone (one column), medium (runs in a drawer), wide (everything beside each other). */
import { useSyncExternalStore } from "react";

export type Width = "phone" | "medium" | "wide";

const phone = "(max-width: 700px)";
const wide = "(min-width: 1100px)";

export function useWidth(): Width {
  return useSyncExternalStore(watch, widthNow);
}

function widthNow(): Width {
  if (matchMedia(phone).matches) return "phone";
  return matchMedia(wide).matches ? "wide" : "medium";
}

function watch(listener: () => void): () => void {
  const queries = [matchMedia(phone), matchMedia(wide)];
  for (const query of queries) query.addEventListener("change", listener);
  return () => queries.forEach((query) => query.removeEventListener("change", listener));
}
