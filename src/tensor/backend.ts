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
import { lossOf, lostError, watchDevice, type Loseable } from "./device-loss";
import { releaseFreeBuffers } from "./memory";
import { selfTest } from "./self-test";
import { tf } from "./tf";
import { describeProcessor, explainOneThread, wasmInUse } from "./wasm-in-use";

export const backendNames: { readonly [Id in BackendId]: string } = {
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
 * is passed over and the reason says so; one that is shunned, since its device was lost again and again, is not looked at.
 * Throws `engine/no-backend` where none works.
 */
export async function chooseBackend(requested?: BackendId, shunned?: BackendId): Promise<EngineInfo> {
  for (const id of backendIds) examined.set(id, id === shunned ? shun(id) : await examine(id, id === requested));
  const wanted = requested && examined.get(requested);
  if (wanted?.ok) return take(wanted, { en: "You chose it.", zh: "由您选择。" }, true);
  const best = bestOf([...examined.values()]);
  if (!best) {
    const triedIn = (locale: Locale) =>
      [...examined.values()].map(({ backend, why }) => `${backendNames[backend]} (${why[locale]})`).join("; ");
    throw fail("engine/no-backend", { tried: inEveryLanguage(triedIn) });
  }
  const reason = reasonOf(best);
  if (!wanted) return take(best, reason, false);
  const asked = backendNames[wanted.backend];
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
  if (before) await change(before as BackendId); // only ours are ever set
  throw fail("engine/backend", { backend: backendNames[id], reason: candidate.why });
}

/**
 * Takes leave of a backend whose device was lost, so that it is examined and started anew when it is chosen again. What still
 * lies there can be disposed of, but neither read nor computed with: that throws `engine/device-lost`. Where it is in use
 * JavaScript computes until another one is chosen.
 */
export async function forgetLostBackend(id: BackendId, reason: string): Promise<void> {
  const factory = tf.findBackendFactory(id);
  const refuse = () => {
    throw lostError(reason);
  };
  // A read that would have to wait for the device would wait for ever; one at once would give zeros.
  const closed: Closable = { disposeData: () => true, read: async () => refuse(), readSync: refuse };
  Object.assign(tf.findBackend(id) ?? {}, closed);
  if (tf.getBackend() === id) await change("cpu");
  examined.delete(id);
  tf.removeBackend(id);
  if (factory) tf.registerBackend(id, factory);
}

/** What TensorFlow.js asks of a backend about numbers that lie there. */
interface Closable {
  disposeData(dataId: object): boolean;
  read(dataId: object): Promise<unknown>;
  readSync(dataId: object): unknown;
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
  await change(candidate.backend);
  const inOrder = backendIds.flatMap((id) => examined.get(id) ?? []);
  const candidates = inOrder.map(({ adapter: _, isSoftware: __, ...verdict }) => verdict);
  return { backend: candidate.backend, adapter: candidate.adapter, reason, isChosenByUser, candidates };
}

/** False where it does not start. */
async function change(id: BackendId): Promise<boolean> {
  const isStarted = await tf.setBackend(id);
  watchDevice(isStarted ? deviceOf(id) : null);
  return isStarted;
}

/** The device of a backend that has been started; null where it has none. */
function deviceOf(id: BackendId): Loseable | null {
  return id === "webgpu" ? (tf.findBackend(id) as unknown as { device: GPUDevice }).device : null; // not in the published types
}

function shun(id: BackendId): Examined {
  const why = { en: "its device was lost again and again", zh: "其设备反复丢失" };
  return { backend: id, ok: false, ms: null, why, adapter: inEveryLanguage(() => backendNames[id]), isSoftware: false };
}

/** A software adapter is examined only where the user insists: it would be the slowest of all. */
async function examine(id: BackendId, isRequested: boolean): Promise<Examined> {
  const known = examined.get(id);
  if (known?.ok) {
    const device = deviceOf(id);
    const loss = device && lossOf(device);
    if (loss === null) return known;
    // Lost while another one was in use.
    await forgetLostBackend(id, loss);
  }
  const refuse = (why: Wording, adapter = backendNames[id], isSoftware = false): Examined => {
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
    if (!(await change(id))) throw new Error("it did not start");
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
  if (id === "webgpu") {
    await import("@tensorflow/tfjs-backend-webgpu");
    const { registerWebgpuKernels } = await import("./kernels/webgpu/register");
    registerWebgpuKernels();
  }
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
