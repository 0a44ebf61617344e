/** The step in the address (#data), so that the browser's Back goes to the step before. */
import { useEffect, useRef } from "react";
import { stepIds } from "../core/project";
import { useActions, useProject, useView } from "../panels/workbench";

export function useStepAddress(): void {
  const { goTo } = useActions();
  const step = useView((view) => view.step);
  const isLoaded = useProject((state) => state.isLoaded);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isLoaded) return;
    const hash = step === "start" ? "" : `#${step}`;
    const address = hash === "" ? location.pathname + location.search : hash;
    if (isFirst.current) history.replaceState(null, "", address);
    else if (location.hash !== hash) history.pushState(null, "", address);
    isFirst.current = false;
  }, [step, isLoaded]);
  useEffect(() => {
    const follow = () => goTo(stepIds.find((id) => `#${id}` === location.hash) ?? "start");
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, [goTo]);
}
