/** What the machine has to compute on, before a backend is started there. */
import type { Wording } from "../core/wording";

/** A graphics adapter by name, and whether it is a program that only plays one: that is slower than our other backends. */
export interface AdapterProbe {
  readonly name: string;
  readonly isSoftware: boolean;
}

export type Probe =
  | { readonly ok: true; readonly adapter: AdapterProbe }
  | { readonly ok: false; readonly why: Wording };

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|warp|cpu/i;

/** Whether the words that a driver uses for itself name a software renderer. */
export function namesSoftware(words: string): boolean {
  return softwareNames.test(words);
}

/** The same of what WebGPU says about an adapter. */
export function isSoftwareAdapter(info: Partial<GPUAdapterInfo>): boolean {
  const words = [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(" ");
  return info.isFallbackAdapter === true || namesSoftware(words);
}

/** Asks for the WebGPU adapter that TensorFlow.js would take; it uses it without looking. */
export async function probeWebgpu(): Promise<Probe> {
  const gpu = typeof navigator === "undefined" ? undefined : (navigator as Partial<Navigator>).gpu; // absent in some browsers
  if (!gpu) return { ok: false, why: { en: "this browser has no WebGPU", zh: "此浏览器不支持 WebGPU" } };
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return { ok: false, why: { en: "there is no graphics adapter", zh: "没有可用的图形适配器" } };
  const info: Partial<GPUAdapterInfo> = adapter.info ?? {};
  const isFallback = (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter === true; // moved to info in 2025
  const name = info.description || [info.vendor, info.architecture].filter(Boolean).join(" ") || "WebGPU";
  return { ok: true, adapter: { name, isSoftware: isFallback || isSoftwareAdapter(info) } };
}

/** i8x16.popcnt of a splatted zero, as a module: whether it is valid says whether the browser has SIMD in WebAssembly. */
const simdProbe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** Whether the kernels of our own can run at all; how many threads they have is known once they are started. */
export function probeWasm(): Probe {
  if (typeof WebAssembly === "undefined") {
    return { ok: false, why: { en: "this browser has no WebAssembly", zh: "此浏览器不支持 WebAssembly" } };
  }
  if (!WebAssembly.validate(simdProbe)) {
    const why = { en: "this browser's WebAssembly has no SIMD", zh: "此浏览器的 WebAssembly 不支持 SIMD" };
    return { ok: false, why };
  }
  return { ok: true, adapter: { name: "WebAssembly", isSoftware: false } };
}

/** Opens a WebGL 2 context off screen, reads who renders it and closes it again. */
export function probeWebgl(): Probe {
  if (typeof OffscreenCanvas === "undefined") {
    return {
      ok: false,
      why: { en: "this browser draws no graphics in a worker", zh: "此浏览器不能在工作线程中使用图形" },
    };
  }
  const context = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!context) return { ok: false, why: { en: "there is no WebGL 2", zh: "没有 WebGL 2" } };
  const detail = context.getExtension("WEBGL_debug_renderer_info");
  const name = String(context.getParameter(detail ? detail.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return { ok: true, adapter: { name, isSoftware: namesSoftware(name) } };
}
