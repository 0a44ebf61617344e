/** The fits under way, as far as they can be looked at. */
import type { AttentionLook } from "../../core/attention-look";
import { createBlock, sizeOf } from "../../core/block";
import type { LiveModel } from "../../core/estimator";
import type { LiveText } from "../../core/generation";
import type { ForecastLook } from "../../core/forecast";
import type { Look, WorstCases } from "../../core/look";
import type { Reconstructions } from "../../core/run";
import type { GenerationTask } from "../../core/task";
import type { Samples } from "../../core/samples";
import { givesWindowsBack } from "../../core/task";
import { rowsOf } from "./apply-model";
import { attendAt } from "./attend-at";
import { createLiveTexts, pairAt } from "./live-texts";
import { lookAhead, type WatchedWindows } from "./look-ahead";
import { judgeSome, lookAt, prepareRows, spread, type LookSubject } from "./look-at";
import { showReconstructions } from "./show-reconstructions";

/** So many rows are shown where none are named. */
const shownUnasked = 8;

/** What a fit can be looked at with. */
export interface LiveSubject extends Omit<LookSubject, "rows" | "targets"> {
  readonly samples: Samples;
  readonly seed: number;
  /** Epochs done before. */
  readonly epoch: number;
  readonly signal: AbortSignal;
  /** Of windows: those that it is watched by. */
  readonly ahead?: WatchedWindows;
}

export interface LiveFit {
  expose(model: LiveModel): void;
  /** To be waited for while the fit stands still. Does nothing unless somebody looked since the last time. */
  endEpoch(epoch: number): Promise<void>;
}

export interface LiveFits {
  open(run: string, subject: LiveSubject): LiveFit;
  /** To be called before the network is disposed of. */
  close(run: string): void;
  /** Null where the run's network is not there to be looked at. */
  look(run: string, row: number | null): Promise<Look | null>;
  /** What a run's model has written so far; null where no such model is fitted. */
  texts(run: string): readonly LiveText[] | null;
  /** Null as above. */
  attend(run: string, row: number | null, layer: number): Promise<AttentionLook | null>;
  /** Null where the run is not being fitted, or gives nothing back. */
  reconstruct(run: string, rows: readonly number[] | null): Promise<Reconstructions | null>;
  /** Null where the run's model is not there to be asked, or answers nothing about windows. */
  lookAhead(run: string): Promise<ForecastLook | null>;
}

/** The windows that end in these rows, or some far from each other: neighbours are nearly the same. */
function windowsShown(samples: Samples, rows: readonly number[] | null): Pick<Samples, "inputs" | "rows"> {
  const { inputs, rows: all } = samples;
  const asked = new Set(rows);
  const known = Array.from(all.keys());
  const places = rows ? known.filter((place) => asked.has(all[place]!)) : spread(all.length, shownUnasked); // a place
  const width = sizeOf(inputs.shape.slice(1));
  const data = new Float64Array(places.length * width);
  places.forEach((place, i) => data.set(inputs.data.subarray(place * width, (place + 1) * width), i * width));
  return {
    inputs: createBlock(data, [places.length, ...inputs.shape.slice(1)]),
    rows: Uint32Array.from(places, (place) => all[place]!), // as above
  };
}

export function createLiveFits(): LiveFits {
  const fits = new Map<string, OpenFit>();
  return {
    open(run, subject) {
      const fit = createLiveFit(subject);
      fits.set(run, fit);
      return fit;
    },
    close(run) {
      fits.get(run)?.close();
      fits.delete(run);
    },
    look: async (run, row) => (await fits.get(run)?.look(row)) ?? null,
    texts: (run) => fits.get(run)?.texts() ?? null,
    attend: async (run, row, layer) => (await fits.get(run)?.attend(row, layer)) ?? null,
    reconstruct: async (run, rows) => (await fits.get(run)?.reconstruct(rows)) ?? null,
    lookAhead: async (run) => (await fits.get(run)?.lookAhead()) ?? null,
  };
}

interface OpenFit extends LiveFit {
  reconstruct(rows: readonly number[] | null): Promise<Reconstructions | null>;
  look(row: number | null): Promise<Look | null>;
  texts(): readonly LiveText[] | null;
  attend(row: number | null, layer: number): Promise<AttentionLook | null>;
  lookAhead(): Promise<ForecastLook | null>;
  close(): void;
}

/** Another one after each epoch. */
function pairOf(task: GenerationTask, { dataset, samples: { rows } }: LiveSubject) {
  return (epoch: number) => pairAt(dataset, task, rows[epoch % rows.length]);
}

function createLiveFit(subject: LiveSubject): OpenFit {
  const { samples, signal, task, pipeline, seed } = subject;
  const texts = task.kind === "generation" ? createLiveTexts(pipeline, seed, signal, pairOf(task, subject)) : null;
  const asked: LookSubject = { ...subject, rows: samples.rows, targets: samples.targets.data };
  let model: LiveModel | null = null;
  let epoch = subject.epoch;
  let worst: WorstCases | null = null;
  let isLookedAt = false;
  let problem: { readonly error: unknown } | null = null;
  return {
    expose: (begun) => (model = begun),
    async endEpoch(ended) {
      epoch = ended;
      if (model && texts) return texts.endEpoch(model, ended);
      if (!model || !isLookedAt) return;
      isLookedAt = false;
      try {
        const judged = await judgeSome(model, samples, subject, signal);
        worst = judged ? { epoch: ended, ...judged } : worst;
      } catch (error) {
        // Whoever looks hears of it; the fit goes on.
        problem = { error };
      }
    },
    async look(row) {
      if (problem) {
        const { error } = problem;
        problem = null;
        throw error;
      }
      if (!model?.look) return null;
      isLookedAt = true;
      // The fit may end while the picture is prepared.
      const look = await lookAt((picture) => model?.look?.(picture) ?? null, asked, row);
      return look && { ...look, epoch, worst };
    },
    texts: () => texts?.watch() ?? null,
    async attend(row, layer) {
      if (!model?.attend) return null;
      // The fit may end while the text is prepared.
      const look = await attendAt((tokens) => model?.attend?.(tokens, layer) ?? null, asked, row);
      return look && { ...look, epoch };
    },
    async reconstruct(rows) {
      if (!model || subject.task.kind !== "reconstruction") return null;
      if (givesWindowsBack(subject.task)) {
        const shown = windowsShown(samples, rows);
        const given = await model.predict(shown.inputs);
        return { epoch, items: showReconstructions(shown.rows, shown.inputs, given, samples.features) };
      }
      const wanted = rowsOf(subject.dataset, rows ?? Array.from(samples.rows.subarray(0, shownUnasked)));
      const applied = await prepareRows(subject, wanted);
      // The fit may end while the rows are prepared.
      const outputs = await model?.predict(applied.inputs);
      return outputs
        ? { epoch, items: showReconstructions(applied.rows, applied.inputs, outputs, samples.features) }
        : null;
    },
    async lookAhead() {
      if (!model || !subject.ahead) return null;
      return { ...(await lookAhead(model, samples, subject.ahead, subject.categories)), epoch };
    },
    close: () => (model = null),
  };
}
