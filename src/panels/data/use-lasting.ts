/** What is over at once is not shown at all, so that nothing flickers. */
import { useEffect, useState } from "react";

const patienceMs = 250;

/** True once the condition has held for a quarter of a second; false as soon as it does not. */
export function useLasting(isTrue: boolean): boolean {
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!isTrue) return;
    const timer = setTimeout(() => setLasted(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [isTrue]);
  return isTrue && hasLasted;
}
