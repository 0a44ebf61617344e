/** The ladder of imports as one table: who may import whom, and which packages. Tests and fixtures are not shipped and stand outside. */

export interface Row {
  readonly name: string;
  /** Paths below src/ that belong to the row; the first row that matches counts. */
  readonly matches: RegExp;
  /** Rows that may be imported, beside the row itself. */
  readonly may: readonly string[];
  readonly packages: readonly string[];
  /** First capture of `matches` names a sibling folder (a family, a panel): siblings never import each other. */
  readonly hasSiblings?: boolean;
}

const interfacePackages = ["react", "@mantine/core", "@mantine/hooks", "@tabler/icons-react"];

export const ladder: readonly Row[] = [
  { name: "core", matches: /^core\//, may: [], packages: [] },
  { name: "metrics", matches: /^metrics\//, may: ["core"], packages: [] },
  { name: "preprocessing", matches: /^preprocessing\//, may: ["core"], packages: [] },
  { name: "samples", matches: /^samples\//, may: ["core"], packages: [] },
  {
    name: "data/importers",
    matches: /^data\/importers\/([^/]+)\//,
    may: ["core", "data"],
    packages: ["papaparse", "fflate"],
  },
  { name: "data", matches: /^data\//, may: ["core", "data/importers"], packages: [] },
  {
    name: "tensor",
    matches: /^tensor\//,
    may: ["core"],
    packages: [
      "@tensorflow/tfjs",
      "@tensorflow/tfjs-backend-cpu",
      "@tensorflow/tfjs-backend-webgpu",
      // Compiled from tensor/kernels/wasm/assembly by assembly-script.ts.
      "virtual:wasm-kernels",
    ],
  },
  { name: "training", matches: /^training\//, may: ["core", "metrics", "tensor"], packages: [] },
  {
    name: "models/spec",
    matches: /^models\/(?:families|registry|[^/]+\/(?:spec|lessons))\.ts$/,
    may: ["core"],
    packages: [],
  },
  {
    name: "models/estimators",
    matches: /^models\/estimators\.ts$/,
    may: ["core", "models/spec", "models"],
    packages: [],
  },
  {
    name: "models",
    matches: /^models\/([^/]+)\//,
    may: ["core", "metrics", "tensor", "training", "models/spec"],
    packages: [],
    hasSiblings: true,
  },
  { name: "explain", matches: /^explain\//, may: ["core", "metrics"], packages: [] },
  { name: "storage", matches: /^storage\//, may: ["core"], packages: ["idb"] },
  { name: "engine/protocol", matches: /^engine\/(?:batch|protocol|rpc)\.ts$/, may: ["core"], packages: [] },
  { name: "engine/guard", matches: /^engine\/guard\//, may: ["core"], packages: [] },
  { name: "engine/page-guard", matches: /^engine\/page-guard\.ts$/, may: ["core", "engine/guard"], packages: [] },
  {
    name: "engine/client",
    matches: /^engine\/(?:client|launch-worker)\.ts$/,
    may: ["core", "engine/protocol"],
    packages: [],
  },
  {
    name: "engine/worker",
    matches: /^engine\/worker\//,
    may: [
      "core",
      "metrics",
      "preprocessing",
      "samples",
      "data",
      "data/importers",
      "tensor",
      "training",
      "models/spec",
      "models/estimators",
      "explain",
      "storage",
      "engine/guard",
      "engine/protocol",
    ],
    packages: ["fflate"],
  },
  {
    name: "state",
    matches: /^state\//,
    may: ["core", "metrics", "models/spec", "samples", "engine/protocol", "engine/client", "storage"],
    packages: ["zustand"],
  },
  { name: "api", matches: /^api\//, may: ["core", "state"], packages: [] },
  { name: "i18n", matches: /^i18n\//, may: ["core"], packages: ["react"] },
  {
    name: "ui/charts",
    matches: /^ui\/charts\//,
    may: ["core", "i18n", "ui"],
    packages: [...interfacePackages, "recharts"],
  },
  {
    name: "ui",
    matches: /^ui\//,
    may: ["core", "i18n"],
    packages: interfacePackages,
  },
  {
    name: "panels/workbench",
    matches: /^panels\/(?:workbench|use-[^/]+)\.tsx?$/,
    may: ["core", "state", "ui", "i18n"],
    packages: ["react", "zustand"],
  },
  {
    name: "panels/registry",
    matches: /^panels\/registry\.tsx?$/,
    may: ["core", "panels"],
    packages: interfacePackages,
  },
  {
    name: "panels",
    matches: /^panels\/([^/]+)\//,
    may: [
      "core",
      "metrics",
      "models/spec",
      "preprocessing",
      "samples",
      "state",
      "ui",
      "ui/charts",
      "i18n",
      "panels/workbench",
    ],
    packages: interfacePackages,
    hasSiblings: true,
  },
  {
    name: "app",
    matches: /^app\//,
    may: ["core", "samples", "state", "ui", "panels/registry", "panels/workbench", "i18n"],
    packages: interfacePackages,
  },
  {
    name: "main",
    matches: /^main\.tsx$/,
    may: [
      "core",
      "app",
      "api",
      "state",
      "engine/client",
      "engine/page-guard",
      "engine/worker",
      "storage",
      "panels/registry",
    ],
    packages: ["react", "react-dom"],
  },
];

/** Files that are not shipped. */
export function isOutside(path: string): boolean {
  return /\.(?:test|fixture)\.tsx?$/.test(path) || path.endsWith(".d.ts");
}

/** One import of a module, as it stands in its source. */
export interface Import {
  readonly from: string;
  /** A path below src/, or a package's name. */
  readonly to: string;
  readonly kind: "source" | "package";
}

export function rowOf(path: string): Row | undefined {
  return ladder.find((row) => row.matches.test(path));
}

/** Says why an import is against the ladder, or null. */
export function objectionTo(edge: Import): string | null {
  if (isOutside(edge.from)) return null;
  const row = rowOf(edge.from);
  if (!row) return `${edge.from} stands on no row of the ladder`;
  if (edge.kind === "package") {
    if (row.packages.includes(edge.to)) return null;
    return `${edge.from} (${row.name}) imports the package ${edge.to}; allowed: ${row.packages.join(", ") || "none"}`;
  }
  if (isOutside(edge.to)) return `${edge.from} imports ${edge.to}, which is not shipped`;
  const target = rowOf(edge.to);
  if (!target) return `${edge.from} imports ${edge.to}, which stands on no row`;
  if (target !== row) {
    if (row.may.includes(target.name)) return null;
    return `${edge.from} (${row.name}) imports ${edge.to} (${target.name}); allowed: ${row.may.join(", ") || "none"}`;
  }
  if (row.hasSiblings && row.matches.exec(edge.from)?.[1] !== row.matches.exec(edge.to)?.[1]) {
    return `${edge.from} imports its sibling ${edge.to}; what both need moves down`;
  }
  return null;
}
