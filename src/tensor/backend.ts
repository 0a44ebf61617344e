/**
 * Which backend computes. Every candidate must pass the self-test; WebGPU on a real adapter comes first, among the rest
 * the fastest at a convolution wins. The verdict on each is kept, to be shown and stored with the runs.
 */
import type { BackendCandidate, BackendId, EngineInfo } from "../core/engine-info";
import { backendIds } from "../core/engine-info";
import { fail } from "../core/failure";
import { inEveryLanguage, type Locale, type Wording } from "../core/wording";
import type { Probe } from "./adapter";
import { probeWasm, probeWebgl, probeWebgpu } from "./adapter";
import { timeConvolutionStep, timeLargeStep } from "./convolution-timing";
import { watchDevice } from "./device-loss";
import { releaseFreeBuffers } from "./memory";
import { selfTest } from "./self-test";
import { tf } from "./tf";
import { describeProcessor, explainOneThread, wasmInUse } from "./wasm-in-use";

const names: { readonly [Id in BackendId]: string } = {
  webgpu: "WebGPU",
  webgl: "WebGL",
  wasm: "WebAssembly",
  cpu: "JavaScript",
};

interface Examined extends BackendCandidate {
  readonly adapter: Wording;
  readonly isSoftware: boolean;
}

/** A backend that takes longer for the small step is not kept for the large one. */
const quickMs = 10;

/** The last verdict on each backend, so that a change of backend can be shown beside it. */
const examined = new Map<BackendId, Examined>();

/**
 * Examines the backends and takes the best one, or the requested one where it works. A requested one that does not work
 * is passed over and the reason says so. Throws `engine/no-backend` where none works.
 */
export async function chooseBackend(requested?: BackendId): Promise<EngineInfo> {
  for (const id of backendIds) examined.set(id, await examine(id, id === requested));
  const wanted = requested && examined.get(requested);
  if (wanted?.ok) return take(wanted, { en: "You chose it.", zh: "由您选择。" }, true);
  const best = bestOf([...examined.values()]);
  if (!best) {
    const triedIn = (locale: Locale) =>
      [...examined.values()].map(({ backend, why }) => `${names[backend]} (${why[locale]})`).join("; ");
    throw fail("engine/no-backend", { tried: inEveryLanguage(triedIn) });
  }
  const reason = reasonOf(best);
  if (!wanted) return take(best, reason, false);
  const asked = names[wanted.backend];
  return take(
    best,
    {
      en: `${asked} was asked for but cannot be used: ${wanted.why.en}. ${reason.en}`,
      zh: `请求了 ${asked}，但无法使用：${wanted.why.zh}。${reason.zh}`,
    },
    false,
  );
}

/** Changes to a backend that the user names. Throws `engine/backend` where it does not work. */
export async function useBackend(id: BackendId): Promise<EngineInfo> {
  const before = tf.getBackend();
  const candidate = await examine(id, true);
  examined.set(id, candidate);
  if (candidate.ok) return take(candidate, { en: "You chose it.", zh: "由您选择。" }, true);
  if (before) await tf.setBackend(before);
  throw fail("engine/backend", { backend: names[id], reason: candidate.why });
}

/** Takes leave of the backend whose device was lost, so that it is examined and started anew when it is chosen again. */
export function forgetLostBackend(): void {
  const id = tf.getBackend() as BackendId; // only ours are ever set
  const factory = tf.findBackendFactory(id);
  examined.delete(id);
  tf.removeBackend(id);
  if (factory) tf.registerBackend(id, factory);
}

/** WebGPU on a real adapter, else the fastest; a software adapter is never taken unasked. */
export function bestOf<Candidate extends Pick<Examined, "backend" | "ok" | "ms" | "isSoftware">>(
  candidates: readonly Candidate[],
): Candidate | undefined {
  const usable = candidates.filter(({ ok, isSoftware }) => ok && !isSoftware);
  const webgpu = usable.find(({ backend }) => backend === "webgpu");
  return webgpu ?? usable.toSorted((a, b) => (a.ms ?? Infinity) - (b.ms ?? Infinity))[0];
}

async function take(candidate: Examined, reason: Wording, isChosenByUser: boolean): Promise<EngineInfo> {
  await tf.setBackend(candidate.backend);
  const device = candidate.backend === "webgpu" ? (tf.backend() as unknown as { device: GPUDevice }).device : null; // not in the published types
  watchDevice(device);
  const candidates = [...examined.values()].map(({ adapter: _, isSoftware: __, ...verdict }) => verdict);
  return { backend: candidate.backend, adapter: candidate.adapter, reason, isChosenByUser, candidates };
}

/** A software adapter is examined only where the user insists: it would be the slowest of all. */
async function examine(id: BackendId, isRequested: boolean): Promise<Examined> {
  const known = examined.get(id);
  if (known?.ok) return known;
  const refuse = (why: Wording, adapter = names[id], isSoftware = false): Examined => {
    return { backend: id, ok: false, ms: null, why, adapter: inEveryLanguage(() => adapter), isSoftware };
  };
  const probe = await probeOf(id);
  if (!probe.ok) return refuse(probe.why);
  const { name, isSoftware } = probe.adapter;
  if (isSoftware && !isRequested) {
    return refuse(
      { en: `software adapter (${name}): counts as no GPU`, zh: `软件适配器（${name}）：视为没有 GPU` },
      name,
      true,
    );
  }
  try {
    await register(id);
    if (!(await tf.setBackend(id))) throw new Error("it did not start");
    const problem = await selfTest();
    if (problem) {
      const how = problem.error === null ? String(problem.cause) : `${(100 * problem.error).toFixed(1)} %`;
      const why = {
        en: `self-test failed: wrong gradient of the ${problem.layer.en} (${how})`,
        zh: `自检失败：${problem.layer.zh}的梯度错误（${how}）`,
      };
      return refuse(why, name, isSoftware);
    }
    const ms = await timeConvolutionStep();
    const largeMs = id === "wasm" && ms < quickMs ? await timeLargeStep() : undefined;
    releaseFreeBuffers();
    const time = ms.toFixed(ms < 10 ? 1 : 0);
    const wasm = wasmInUse();
    const lack = wasm && explainOneThread(wasm);
    const why = {
      en: `self-test passed, ${time} ms a step${lack ? `; ${lack.en}` : ""}`,
      zh: `自检通过，每步 ${time} 毫秒${lack ? `；${lack.zh}` : ""}`,
    };
    const adapter = wasm ? describeProcessor(wasm) : inEveryLanguage(() => name);
    return { backend: id, ok: true, ms, why, adapter, isSoftware, ...(largeMs === undefined ? {} : { largeMs }) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return refuse({ en: `could not start: ${text}`, zh: `无法启动：${text}` }, name, isSoftware);
  }
}

/** Loads the backends that do not come with TensorFlow.js. Ours stays once it is started: another would be other threads. */
async function register(id: BackendId): Promise<void> {
  if (id === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (id !== "wasm" || tf.findBackendFactory(id)) return;
  const { registerWasmBackend } = await import("./kernels/wasm/register");
  registerWasmBackend();
}

async function probeOf(id: BackendId): Promise<Probe> {
  switch (id) {
    case "webgpu":
      return probeWebgpu();
    case "webgl":
      return probeWebgl();
    case "wasm":
      return probeWasm();
    case "cpu":
      return { ok: true, adapter: { name: "JavaScript", isSoftware: false } };
  }
}

function reasonOf({ backend, ms }: Examined): Wording {
  if (backend === "webgpu") {
    return { en: "WebGPU on a real adapter comes first.", zh: "优先使用真实显卡上的 WebGPU。" };
  }
  const time = (ms ?? 0).toFixed(1);
  return {
    en: `Fastest of those that work (${time} ms for a convolution step).`,
    zh: `可用后端中最快（一次卷积训练步 ${time} 毫秒）。`,
  };
}
