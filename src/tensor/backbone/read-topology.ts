/**
 * The layers of a Keras model as TensorFlow.js writes them (Sequential and Functional, of Keras 2 and 3, also one within the
 * other) as one flat graph.
 */
import type { Graph, GraphNode } from "../../core/backbone";
import { fail } from "../../core/failure";
import { isConfig, UnknownSetting, type Config } from "./config";
import { inputKind, knownKind, passThrough } from "./node-kinds";
import { upTo } from "./run-graph";

/** Anything wrong with the form of the file. */
export class BadTopology extends Error {}

const models: ReadonlySet<string> = new Set(["Model", "Functional", "Sequential"]);

interface Layer {
  readonly name: string;
  readonly kind: string;
  readonly config: Config;
  /** Names of the layers that it takes its inputs from, of its first call; null in a row of layers. */
  readonly from: readonly string[] | null;
  readonly calls: number;
}

interface Building {
  readonly nodes: GraphNode[];
  readonly names: Set<string>;
  inputShape: Graph["inputShape"] | null;
}

export interface Topology {
  readonly name: string;
  readonly graph: Graph;
  /** Layers of the file, those that do nothing included. */
  readonly layerCount: number;
}

/**
 * `topology` is the part `modelTopology` of a model.json. Throws `backbone/input`, `backbone/layer` and `BadTopology`. Of several
 * outputs the first one counts.
 */
export function readTopology(topology: unknown): Topology {
  const root = configIn(parsed(topology));
  const model = "model_config" in root ? configIn(parsed(root["model_config"])) : root;
  const building: Building = { nodes: [], names: new Set(), inputShape: null };
  const end = addModel(building, model, null);
  const { nodes, inputShape } = building;
  if (!inputShape || end === 0) throw new BadTopology("it has no layers");
  const config = configIn(model["config"]);
  const name = typeof config["name"] === "string" ? config["name"] : "";
  return { name, graph: upTo({ inputShape, nodes }, end), layerCount: countLayers(model) };
}

/** Adds the layers of a model; `input` is the node that it is applied to, null for the outermost. The node of its output. */
function addModel(building: Building, model: Config, input: number | null): number {
  const kind = textIn(model, "class_name");
  const config = model["config"];
  if (kind === "Sequential") return addRow(building, layersOf(config), input);
  if (models.has(kind)) return addNet(building, configIn(config), input);
  throw new BadTopology(`“${kind}” is no model`);
}

/** One layer after the other. */
function addRow(building: Building, layers: readonly Layer[], input: number | null): number {
  let last = input;
  for (const layer of layers) {
    if (layer.kind === inputKind) {
      last ??= addInput(building, layer);
      continue;
    }
    // Without an input layer the first one says what comes in; where it is a model, that has one of its own.
    if (last === null && !models.has(layer.kind)) last = addInput(building, layer);
    last = addLayer(building, layer, last === null ? null : [last]);
  }
  if (last === null) throw new BadTopology("it has no layers");
  return last;
}

function addNet(building: Building, config: Config, input: number | null): number {
  const layers = layersOf(config);
  const entries = namesIn(config["input_layers"]);
  if (entries.length !== 1) {
    throw fail("backbone/input", {
      reasonEn: `it has ${entries.length} inputs`,
      reasonZh: `它有 ${entries.length} 个输入`,
    });
  }
  const places = new Map<string, number>();
  // Nearly always in their order already; a file in another one takes several rounds.
  let waiting = layers.filter((layer) => layer.kind !== inputKind || layer.name === entries[0]);
  while (waiting.length > 0) {
    const later: Layer[] = [];
    for (const layer of waiting) {
      const from = layer.from ?? [];
      if (layer.kind === inputKind) places.set(layer.name, input ?? addInput(building, layer));
      else if (from.length > 0 && from.every((name) => places.has(name))) {
        if (layer.calls > 1) throw unknown(layer, { en: "it is used more than once", zh: "它被使用了多次" });
        places.set(
          layer.name,
          addLayer(
            building,
            layer,
            from.map((name) => places.get(name)!), // all are there
          ),
        );
      } else later.push(layer);
    }
    if (later.length === waiting.length) {
      const [first] = later;
      throw new BadTopology(`the layer “${first?.name}” takes what is not there`);
    }
    waiting = later;
  }
  const [output = ""] = namesIn(config["output_layers"]);
  const end = places.get(output);
  if (end === undefined) throw new BadTopology("it names no output");
  return end;
}

function addInput(building: Building, layer: Layer): number {
  if (building.inputShape) throw new BadTopology("it has two inputs");
  building.inputShape = inputShapeOf(layer.config);
  building.names.add(layer.kind === inputKind ? layer.name : "");
  const name = layer.kind === inputKind ? layer.name : "input";
  building.nodes.push({ name, kind: inputKind, params: {}, inputs: [] });
  return 0;
}

function inputShapeOf(config: Config): Graph["inputShape"] {
  const given = config["batch_input_shape"] ?? config["batch_shape"] ?? config["batchInputShape"];
  const shape: unknown[] = Array.isArray(given) ? given.slice(1) : [];
  const shown = `[${shape.map((extent) => JSON.stringify(extent) ?? "").join(", ")}]`.replaceAll("null", "?");
  const [height, width, channels] = shape;
  const isExtent = (extent: unknown): extent is number | null =>
    extent === null || (Number.isInteger(extent) && Number(extent) > 0);
  if (config["dtype"] === "string") {
    throw fail("backbone/input", { reasonEn: "it takes text", reasonZh: "它的输入是文本" });
  }
  if (shape.length !== 3 || !isExtent(height) || !isExtent(width)) {
    throw fail("backbone/input", { reasonEn: `its input has the shape ${shown}`, reasonZh: `其输入形状为 ${shown}` });
  }
  if (channels !== 1 && channels !== 3) {
    const count = typeof channels === "number" ? channels : "?";
    throw fail("backbone/input", { reasonEn: `it takes ${count} channels`, reasonZh: `其输入有 ${count} 个通道` });
  }
  return [height, width, channels];
}

/** The node of the layer's output; `inputs` is null for a model that nothing stands before. */
function addLayer(building: Building, layer: Layer, inputs: readonly number[] | null): number {
  const { name, kind, config } = layer;
  if (models.has(kind)) {
    if (inputs && inputs.length !== 1) throw unknown(layer, { en: "it takes several inputs", zh: "它有多个输入" });
    return addModel(building, { class_name: kind, config }, inputs?.[0] ?? null);
  }
  if (!inputs) throw new BadTopology(`nothing stands before the layer “${name}”`);
  const [first = 0] = inputs;
  const isIdle = passThrough.has(kind) || (kind === "Activation" && config["activation"] === "linear");
  if (isIdle || (kind === "Concatenate" && inputs.length === 1)) return first;
  const known = knownKind(kind);
  if (!known) throw unknown(layer, { en: "no layer of this kind is known", zh: "不支持此类层" });
  if (building.names.has(name)) throw unknown(layer, { en: "another layer has the same name", zh: "有其他层与之同名" });
  building.names.add(name);
  try {
    building.nodes.push({ name, kind, params: known.read(config), inputs });
  } catch (error) {
    throw error instanceof UnknownSetting ? unknown(layer, error.reason) : error;
  }
  return building.nodes.length - 1;
}

function unknown({ name, kind }: Layer, reason: { readonly en: string; readonly zh: string }) {
  return fail("backbone/layer", { layer: name, kind, reasonEn: reason.en, reasonZh: reason.zh });
}

function layersOf(config: unknown): readonly Layer[] {
  // Old files of a row of layers have the list itself.
  const list = Array.isArray(config) ? config : configIn(config)["layers"];
  if (!Array.isArray(list)) throw new BadTopology("it has no list of layers");
  return list.map((item: unknown): Layer => {
    const entry = configIn(item);
    const own = configIn(entry["config"]);
    const name = typeof entry["name"] === "string" ? entry["name"] : textIn(own, "name");
    const calls = Array.isArray(entry["inbound_nodes"]) ? (entry["inbound_nodes"] as unknown[]) : null; // looked at by namesIn
    return {
      name,
      kind: textIn(entry, "class_name"),
      config: own,
      from: calls && namesIn(calls[0]),
      calls: calls?.length ?? 1,
    };
  });
}

/**
 * Names of layers wherever they stand: in Keras 2 lists [name, node, tensor, …], in a list of several or alone; in Keras 3
 * objects with a `keras_history` of that form.
 */
function namesIn(value: unknown): readonly string[] {
  if (isConfig(value)) {
    const history = isConfig(value["config"]) ? value["config"]["keras_history"] : undefined;
    return history === undefined ? namesIn(value["args"]) : namesIn(history);
  }
  if (!Array.isArray(value)) return [];
  const [name] = value as unknown[]; // looked at on the next line
  return typeof name === "string" && typeof value[1] === "number" ? [name] : value.flatMap(namesIn);
}

function countLayers(model: Config): number {
  return layersOf(model["config"]).reduce((count, layer) => {
    const inner = models.has(layer.kind) ? countLayers({ class_name: layer.kind, config: layer.config }) : 1;
    return count + (layer.kind === inputKind ? 0 : inner);
  }, 0);
}

/** Some writers put JSON into JSON. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    throw new BadTopology("its layers are not JSON", { cause: error });
  }
}

function configIn(value: unknown): Config {
  if (isConfig(value)) return value;
  throw new BadTopology("it does not describe layers");
}

function textIn(config: Config, name: string): string {
  const value = config[name];
  if (typeof value === "string") return value;
  throw new BadTopology(`a layer has no “${name}”`);
}
