/** What helps to find a fault, as text for the clipboard: figures about engine and project, never a value of the data. */
import { toFailure } from "../core/failure";
import type { Workbench } from "../state/workbench";

export function diagnosticsText(workbench: Workbench, error?: unknown): string {
  const { project, dataset, saveFailure, openFailure } = workbench.project.getState();
  const engine = workbench.engine.getState();
  const view = workbench.view.getState();
  const report = {
    version: __VERSION__,
    at: new Date().toISOString(),
    browser: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    isolated: globalThis.crossOriginIsolated,
    screen: `${innerWidth} × ${innerHeight} at ${devicePixelRatio}`,
    view: { step: view.step, locale: view.locale, theme: view.theme },
    engine: { phase: engine.phase, restarts: engine.restarts, failure: engine.failure, info: engine.info },
    ledger: engine.ledger,
    project: {
      format: project.format,
      datasets: project.datasets.length,
      rows: dataset?.rowCount ?? null,
      columns: dataset?.columns.length ?? null,
      runs: project.runs.map((run) => ({
        number: run.number,
        model: run.model,
        phase: run.phase,
        backend: run.backend,
        failure: run.failure?.code ?? null,
      })),
    },
    failures: [saveFailure, openFailure].filter((failure) => failure !== null),
    ...(error === undefined ? {} : { error: toFailure(error) }),
  };
  return JSON.stringify(report, null, 2);
}
