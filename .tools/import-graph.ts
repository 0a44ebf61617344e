/** Reads the import graph of a source tree: static, type-only, dynamic, import.meta.glob and worker addresses. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parseSync } from "vite";
import type { Import } from "./ladder";

export interface Graph {
  readonly modules: readonly string[];
  readonly imports: readonly Import[];
}

/** AssemblyScript, which has a compiler and imports of its own. */
const assemblyFolder = /(?:^|\/)assembly\//;

/** Every .ts and .tsx module below `root`, with paths relative to it. */
export function readGraph(root: string): Graph {
  const modules = listModules(root);
  return {
    modules,
    imports: modules.flatMap((module) => importsOf(module, readFileSync(posix.join(root, module), "utf8"), modules)),
  };
}

export function listModules(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)))
    .filter((path) => !assemblyFolder.test(path))
    .toSorted();
}

/** The imports of one module. Throws where a relative one leads nowhere. */
export function importsOf(from: string, source: string, modules: readonly string[]): readonly Import[] {
  const folder = posix.dirname(from);
  return specifiersOf(from, source).flatMap(({ specifier, isGlob }): Import[] => {
    if (!specifier.startsWith(".")) {
      return isGlob ? [] : [{ from, to: packageOf(specifier), kind: "package" }];
    }
    const path = posix.normalize(posix.join(folder, specifier.replace(/\?.*$/, "")));
    if (isGlob) {
      return modules.filter((module) => globExpression(path).test(module)).map((to) => ({ from, to, kind: "source" }));
    }
    if (/\.(?:css|svg|json|wasm)$/.test(path)) return [];
    const to = [path, `${path}.ts`, `${path}.tsx`].find((candidate) => modules.includes(candidate));
    if (!to) throw new Error(`${from} imports ${specifier}, which is not there`);
    return [{ from, to, kind: "source" }];
  });
}

interface Specifier {
  readonly specifier: string;
  readonly isGlob: boolean;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"; // narrows unknown
}

function specifiersOf(from: string, source: string): readonly Specifier[] {
  const { program, errors } = parseSync(from, source);
  if (errors.length > 0) throw new Error(`${from} cannot be parsed: ${errors[0]?.message}`);
  const found: Specifier[] = [];
  const add = (value: unknown, isGlob = false) => {
    const values = isNode(value) && value.type === "ArrayExpression" ? (value["elements"] as unknown[]) : [value]; // elements by type
    for (const item of values) {
      if (isNode(item) && typeof item["value"] === "string") found.push({ specifier: item["value"], isGlob });
    }
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    switch (value.type) {
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
      case "ImportExpression":
      case "TSImportType":
        add(value["source"] ?? value["argument"]);
        break;
      case "NewExpression":
        if (isWorkerAddress(value)) add((value["arguments"] as unknown[])[0]); // arguments of a NewExpression
        break;
      case "CallExpression":
        if (isImportMetaGlob(value)) add((value["arguments"] as unknown[])[0], true); // arguments of a CallExpression
        break;
    }
    Object.values(value).forEach(visit);
  };
  visit(program);
  return found;
}

/** new URL("./x.ts", import.meta.url) */
function isWorkerAddress(node: Node): boolean {
  const { callee } = node;
  const [path, base] = node["arguments"] as unknown[]; // arguments of a NewExpression
  return (
    isNode(callee) &&
    callee["name"] === "URL" &&
    isNode(base) &&
    base.type === "MemberExpression" &&
    isNode(path) &&
    /\.tsx?$/.test(String(path["value"]))
  );
}

function isImportMetaGlob(node: Node): boolean {
  const { callee } = node;
  return (
    isNode(callee) &&
    callee.type === "MemberExpression" &&
    isNode(callee["object"]) &&
    callee["object"].type === "MetaProperty" &&
    isNode(callee["property"]) &&
    callee["property"]["name"] === "glob"
  );
}

function globExpression(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*\*\/|\*/g, (star) => (star === "*" ? "[^/]*" : "(?:.*/)?"))}$`);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The modules of each cycle of imports; empty where there is none. Type-only imports count: a cycle of types is a wall in the wrong place. */
export function findCycles(graph: Graph): readonly (readonly string[])[] {
  const next = new Map<string, string[]>(graph.modules.map((module) => [module, []]));
  for (const edge of graph.imports) if (edge.kind === "source") next.get(edge.from)?.push(edge.to);
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const cycles: string[][] = [];
  const visit = (module: string): void => {
    if (state.get(module) === "done") return;
    if (state.get(module) === "open") {
      cycles.push([...path.slice(path.indexOf(module)), module]);
      return;
    }
    state.set(module, "open");
    path.push(module);
    next.get(module)?.forEach(visit);
    path.pop();
    state.set(module, "done");
  };
  graph.modules.forEach(visit);
  return cycles;
}
