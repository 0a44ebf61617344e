/** Opens the files of a TensorFlow.js layers model from the disk: model.json and the .bin files that it names. */
import type { Block } from "../../core/block";
import { createBlock, sizeOf } from "../../core/block";
import { sideOf, type Backbone } from "../../core/backbone";
import { fail, WorkbenchError } from "../../core/failure";
import { tf } from "../tf";
import { toFloat32 } from "../transfer";
import { isConfig, type Config } from "./config";
import { cutsOf, proposeCut, proposePixels } from "./cuts";
import { BadTopology, readTopology } from "./read-topology";
import { GraphMismatch, shapesOf, weightsOf, type NodeWeight } from "./run-graph";

const mostBytes = 512 * 2 ** 20;

interface ModelFile {
  readonly name: string;
  readonly json: Config;
}

/**
 * `files` in any order, others among them; those that hold weights are found by their names, whatever folder they come from.
 * Nothing is loaded but these files. Throws `backbone/…`.
 */
export async function openBackbone(files: readonly File[]): Promise<Backbone> {
  const model = await findModel(files);
  try {
    const { name, graph, layerCount } = readTopology(model.json["modelTopology"]);
    const side = sideOf(graph);
    const shapes = shapesOf(graph, graph.inputShape[0] ?? side, graph.inputShape[1] ?? side);
    const named = weightsOf(graph, shapes).flat();
    const read = await readWeights(model, files);
    const weights = Object.fromEntries(named.map((weight) => [weight.path, findWeight(weight, read)]));
    const cuts = cutsOf(graph, shapes);
    const info = {
      id: await printOf(graph, weights),
      name: name === "" ? model.name.replace(/\.json$/i, "") : name,
      inputShape: graph.inputShape,
      layerCount,
      weightCount: named.reduce((count, { shape }) => count + sizeOf(shape), 0),
      cuts,
      cut: proposeCut(cuts),
      pixels: proposePixels(graph, name),
    };
    return { info, graph, weights };
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    if (error instanceof GraphMismatch) throw damaged(model, error.message, error.message, error);
    if (error instanceof BadTopology) throw damaged(model, error.message, "其中的网络层描述无效", error);
    throw error;
  }
}

function damaged({ name }: Pick<ModelFile, "name">, reasonEn: string, reasonZh: string, cause?: unknown) {
  return fail("backbone/damaged", { file: name, reasonEn, reasonZh }, cause);
}

async function findModel(files: readonly File[]): Promise<ModelFile> {
  const found: ModelFile[] = [];
  let problem: WorkbenchError | null = null;
  for (const file of files.filter(({ name }) => /\.json$/i.test(name))) {
    try {
      const json: unknown = JSON.parse(await file.text());
      if (isConfig(json) && "modelTopology" in json) found.push({ name: file.name, json });
    } catch (error) {
      problem = damaged(file, "it is not JSON", "它不是 JSON", error);
    }
  }
  const [model] = found;
  if (!model) throw problem ?? fail("backbone/no-model", { files: named(files.map(({ name }) => name)) });
  if (found.length > 1) throw fail("backbone/several-models", { files: named(found.map(({ name }) => name)) });
  const topology = model.json["modelTopology"];
  if (model.json["format"] === "graph-model" || (isConfig(topology) && Array.isArray(topology["node"])))
    throw fail("backbone/graph-model", { file: model.name });
  return model;
}

const mostNamed = 4;

function named(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return names.slice(0, mostNamed).join(", ") + (more > 0 ? ` + ${more}` : "");
}

/** All weights of the files, by their names there; quantised ones as the numbers that they stand for. */
async function readWeights(model: ModelFile, files: readonly File[]): Promise<ReadonlyMap<string, Block>> {
  const { paths, specs } = readManifest(model);
  const byName = new Map(files.map((file) => [file.name, file]));
  const parts = paths.map((path) => byName.get(baseOf(path)) ?? null);
  const missing = paths.filter((_, i) => !parts[i]).map(baseOf);
  if (missing.length > 0) throw fail("backbone/missing-files", { file: model.name, missing: named(missing) });
  const needed = specs.reduce((bytes, spec) => bytes + bytesOf(spec), 0);
  if (needed > mostBytes) {
    throw fail("backbone/too-large", { neededMb: Math.ceil(needed / 2 ** 20), limitMb: mostBytes / 2 ** 20 });
  }
  const bytes = await new Blob(parts.map((file) => file!)).arrayBuffer(); // none is missing
  if (bytes.byteLength !== needed) {
    throw fail("backbone/weights-size", { file: model.name, found: bytes.byteLength, needed });
  }
  const tensors = tf.io.decodeWeights(bytes, specs);
  try {
    const blocks = new Map<string, Block>();
    for (const [name, tensor] of Object.entries(tensors)) {
      blocks.set(name, createBlock(toFloat32(await tensor.data<"float32">()), tensor.shape));
    }
    return blocks;
  } finally {
    tf.dispose(tensors);
  }
}

function baseOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

const bytesOfType: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

function bytesOf({ shape, dtype, quantization }: tf.io.WeightsManifestEntry): number {
  return sizeOf(shape) * (bytesOfType[quantization?.dtype ?? dtype] ?? 0);
}

function readManifest(model: ModelFile): {
  readonly paths: readonly string[];
  readonly specs: tf.io.WeightsManifestEntry[];
} {
  const manifest = model.json["weightsManifest"];
  const groups = Array.isArray(manifest) ? manifest.filter(isConfig) : [];
  if (groups.length === 0) throw damaged(model, "it names no weights", "其中没有列出权重");
  const listed = (name: string) =>
    groups.flatMap((group) => (Array.isArray(group[name]) ? (group[name] as unknown[]) : [])); // looked at below
  const paths = listed("paths").filter((path) => typeof path === "string");
  const specs = listed("weights");
  if (!specs.every(isSpec)) throw damaged(model, "its list of weights is not valid", "其中的权重列表无效");
  return { paths, specs };
}

function isSpec(value: unknown): value is tf.io.WeightsManifestEntry {
  if (!isConfig(value) || typeof value["name"] !== "string") return false;
  const { shape, dtype, quantization } = value;
  const isExtent = (extent: unknown) => Number.isInteger(extent) && Number(extent) >= 0;
  const stored = isConfig(quantization) ? quantization["dtype"] : dtype;
  return (
    Array.isArray(shape) &&
    shape.every(isExtent) &&
    typeof dtype === "string" &&
    typeof stored === "string" &&
    Object.hasOwn(bytesOfType, dtype) &&
    Object.hasOwn(bytesOfType, stored)
  );
}

/** By "layer/weight", in some files behind the names of models around it, or with a part in between. */
function findWeight({ path, name, shape }: NodeWeight, read: ReadonlyMap<string, Block>): Block {
  const layer = path.slice(0, -name.length - 1);
  const fits = (block: Block) => block.shape.join() === shape.join();
  const own = read.get(path);
  if (own && fits(own)) return own;
  for (const [full, block] of read) {
    const parts = full.replace(/:0$/, "").split("/");
    if (parts.at(-1) === name && parts.slice(0, -1).includes(layer) && fits(block)) return block;
  }
  throw fail("backbone/weights-missing", { layer, weight: name, shape: shape.join(" × ") });
}

/** The first half of a SHA-256 print over layers and weights. */
async function printOf(graph: Backbone["graph"], weights: Backbone["weights"]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([graph, Object.keys(weights)]));
  const parts = [text, ...Object.values(weights).map(({ data }) => data)];
  const bytes = await new Blob(parts).arrayBuffer();
  const print = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(print.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
