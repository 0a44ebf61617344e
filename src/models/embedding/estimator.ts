/**
 * Vectors of words by skip-gram, in plain JavaScript: each step touches seven vectors out of thousands, which no graphics device does faster.
 * The epochs, the rate, its schedule and the patience are those of the training; a step is one pair.
 */
import type { Estimator, FitContext, FitYield } from "../../core/estimator";
import { createFailure, fail, type Failure } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import { createRandom, permutation } from "../../core/random";
import type { EpochRecord, SubsetScore } from "../../core/run";
import { firstWordToken, type Samples } from "../../core/samples";
import type { NeighbourRules, WordWeights } from "../../core/word-vectors";
import { logitOf, metricsOf } from "../../metrics/evaluate-neighbours";
import {
  countWords,
  drawPairs,
  keepWords,
  scorePairs,
  wordShares,
  type WordShares,
} from "../../metrics/neighbour-pairs";
import { createPace, reportEveryMs } from "../../training/pace";
import { learningRateOf } from "../../training/schedules";
import { hasRunOut, keptEpochOf } from "../../training/stopping";
import { checkpointOf, copyTo, restoreCheckpoint } from "./saved-vectors";
import { createPairLearner, startVectors } from "./skip-gram";
import { createVectorModel, restoreVectorModel } from "./vector-model";

/** Pairs of an epoch's scores; they are the same in every epoch. */
const scoredPairs = 5_000;
/** Below so many words there is nothing to tell apart. */
const fewestWords = 2;

export const estimator: Estimator = {
  inJavaScript: true,
  describe({ vocabularySize = firstWordToken }, _outputs, hyperparameters) {
    const size = Number(hyperparameters["size"]);
    const weightCount = (vocabularySize - firstWordToken) * size;
    return {
      inputShape: [1],
      layers: [
        { type: "embedding", label: { en: "Vector of the word", zh: "词的向量" }, outputShape: [size], weightCount },
        { type: "embedding", label: { en: "Vectors of neighbours", zh: "邻词的向量" }, outputShape: [1], weightCount },
      ],
      weightCount: 2 * weightCount,
      // Weights and the best ones, in 32-bit numbers.
      memoryBytes: 16 * weightCount + 8 * vocabularySize,
    };
  },
  isDescent: () => true,
  async *fit(train, context) {
    const run = prepareFit(train, context);
    const failure = yield* runEpochs(run, train, context);
    return { model: createVectorModel(run.weights), failure };
  },
  restore: async (saved) => restoreVectorModel(saved),
};

type Fit = ReturnType<typeof prepareFit>;

function prepareFit(train: Samples, { hyperparameters, seed, checkpoint, validation }: FitContext) {
  const wordCount = (train.vocabularySize ?? firstWordToken) - firstWordToken;
  if (wordCount < fewestWords) throw tooFewWords(wordCount);
  const size = Number(hyperparameters["size"]);
  const rules = rulesOf(hyperparameters);
  const random = createRandom(seed);
  const counts = countWords(train.inputs, wordCount);
  const weights: WordWeights = { size, rules, counts, ...startVectors(wordCount, size, random.fork("weights")) };
  const kept = { input: weights.input.slice(), output: weights.output.slice() };
  if (checkpoint) restoreCheckpoint(checkpoint, weights, kept);
  const shares = wordShares(counts, rules);
  const pairsOf = ({ inputs, rows }: Samples) =>
    drawPairs(inputs, rows, shares, rules, scoredPairs, random.fork("scored"));
  const scored = { train: pairsOf(train), validation: validation && pairsOf(validation) };
  const history: EpochRecord[] = [...(checkpoint?.history ?? [])];
  return { random, weights, kept, shares, scored, history };
}

export function rulesOf({ window, negatives, subsampling }: JsonObject): NeighbourRules {
  return { window: Number(window), negatives: Number(negatives), subsampling: Number(subsampling) };
}

async function* runEpochs(run: Fit, train: Samples, context: FitContext): AsyncGenerator<FitYield, Failure | null> {
  const { history, kept, weights, scored } = run;
  const { training, signal } = context;
  const pace = createPace(context);
  const rowCount = train.inputs.shape[0] ?? 0;
  const steps = training.epochs * rowCount;
  const doneBefore = history.length * rowCount;
  let step = doneBefore;
  let reportedMs = 0;
  let isFinite = true;
  while (history.length < training.epochs && !hasRunOut(history, training.earlyStopping) && !signal.aborted) {
    const epoch = history.length + 1;
    const startedMs = pace.workedMs();
    const learningRate = learningRateOf(training, epoch, history);
    const tally = { loss: 0, pairs: 0 };
    const random = run.random.fork(epoch);
    const learnRow = createRowLearner(run, train, random.fork("pairs"), learningRate, tally);
    for (const row of permutation(rowCount, random.fork("order"))) {
      learnRow(row);
      step++;
      await pace.step();
      if (signal.aborted) break;
      const workedMs = pace.workedMs();
      if (workedMs - reportedMs < reportEveryMs) continue;
      reportedMs = workedMs;
      pace.caughtUp();
      const secondsLeft = ((steps - step) * workedMs) / 1000 / (step - doneBefore);
      const loss = tally.pairs === 0 ? NaN : tally.loss / tally.pairs;
      Object.assign(tally, { loss: 0, pairs: 0 });
      const { stepsPerSecond } = pace;
      yield {
        type: "progress",
        progress: { epoch, epochs: training.epochs, step, steps, loss, stepsPerSecond, secondsLeft },
      };
    }
    if (signal.aborted) break;
    const score = (pairs: Fit["scored"]["train"]): SubsetScore => {
      const { samplingLoss, rankedRight } = metricsOf(scorePairs(pairs, logitOf(weights)));
      return { loss: samplingLoss, metric: rankedRight };
    };
    const ofTrain = score(scored.train);
    isFinite = scored.train.centres.length === 0 || Number.isFinite(ofTrain.loss);
    if (!isFinite) break;
    const hasPairs = scored.validation !== null && scored.validation.centres.length > 0;
    const validation = hasPairs && scored.validation ? score(scored.validation) : null;
    const record = { epoch, train: ofTrain, validation, learningRate, durationMs: pace.workedMs() - startedMs };
    history.push(record);
    const bestEpoch = keptEpochOf(history, training.earlyStopping);
    if (bestEpoch === epoch) copyTo(kept, weights);
    yield { type: "epoch", record, bestEpoch };
    await context.saveCheckpoint(() => Promise.resolve(checkpointOf(step, history, weights, kept)));
  }
  // Stopped in its first epoch it has nothing better than what it has now.
  if (!isFinite || history.length > 0) copyTo(weights, kept);
  if (isFinite) return null;
  const epoch = history.length + 1;
  return createFailure("fit/diverged", { step, epoch, learningRate: learningRateOf(training, epoch, history) });
}

/** One pass over a row: every word that is kept learns from its neighbours within a reach drawn anew. */
function createRowLearner(
  { weights, shares }: { readonly weights: WordWeights; readonly shares: WordShares },
  { inputs }: Samples,
  random: ReturnType<typeof createRandom>,
  rate: number,
  tally: { loss: number; pairs: number },
): (row: number) => void {
  const { size, rules } = weights;
  const learner = createPairLearner(weights, size, rules.negatives);
  const kept = new Int32Array(inputs.shape[1] ?? 0);
  return (row) => {
    const count = keepWords(inputs, row, shares, random, kept);
    for (let at = 0; at < count; at++) {
      const reach = 1 + random.below(rules.window);
      for (let near = Math.max(0, at - reach); near <= Math.min(count - 1, at + reach); near++) {
        if (near === at) continue;
        learner.others[0] = kept[near]!; // near < count
        for (let k = 1; k <= rules.negatives; k++) learner.others[k] = shares.drawNoise(random);
        tally.loss += learner.learn(kept[at]!, rate); // at < count
        tally.pairs++;
      }
    }
  };
}

function tooFewWords(count: number) {
  return fail("fit/refused", {
    model: { en: "Word vectors", zh: "词向量" },
    reasonEn: `the vocabulary has ${count} words; lower “Fewest” in the step “Tokens”, or take more texts`,
    reasonZh: `词表只有 ${count} 个词；请在“词元”步骤中降低“最少次数”，或使用更多文本`,
  });
}
