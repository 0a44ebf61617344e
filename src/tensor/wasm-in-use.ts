/** The WebAssembly backend of our own while it is the one in use, and what it has of the processor in words. */
import type { Wording } from "../core/wording";
import type { WasmBackend } from "./kernels/wasm/backend";
import { tf } from "./tf";

/** null while another backend computes. */
export function wasmInUse(): WasmBackend | null {
  return tf.getBackend() === "wasm" ? (tf.backend() as WasmBackend) : null; // ours alone goes by this name
}

/** "2 threads, relaxed SIMD" */
export function describeProcessor({
  threads,
  instructionSet,
}: Pick<WasmBackend, "threads" | "instructionSet">): Wording {
  const isRelaxed = instructionSet === "relaxed";
  return {
    en: `${threads} ${threads === 1 ? "thread" : "threads"}, ${isRelaxed ? "relaxed SIMD" : "SIMD"}`,
    zh: `${threads} 个线程，${isRelaxed ? "宽松 SIMD" : "SIMD"}`,
  };
}

/** What decides on threads. */
interface Surroundings {
  readonly crossOriginIsolated: boolean;
  readonly navigator: Pick<Navigator, "hardwareConcurrency">;
}

/** Why there is but one thread; null where there are more. */
export function explainOneThread(
  { threads }: Pick<WasmBackend, "threads">,
  scope: Surroundings = globalThis,
): Wording | null {
  if (threads > 1) return null;
  if (!scope.crossOriginIsolated) {
    return {
      en: "one thread only, because the page is not cross-origin isolated: its host sends no COOP and COEP headers",
      zh: "仅一个线程，因为页面未跨源隔离：托管它的服务器没有发送 COOP 和 COEP 标头",
    };
  }
  return scope.navigator.hardwareConcurrency === 1
    ? { en: "one thread only, because the processor has one core", zh: "仅一个线程，因为处理器只有一个核心" }
    : { en: "one thread only, because the others did not start", zh: "仅一个线程，因为其余线程未能启动" };
}
