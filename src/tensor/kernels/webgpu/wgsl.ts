/** Pieces of WGSL that several programs have in common. */
import type { WebgpuBackend } from "./backend";
import { traitsOf } from "./device-traits";
import { groupNumber, type Program } from "./dispatch";

/** The entry of a program whose workgroups stand in one row: `groupAt` is the number of the workgroup, `lane` that of the thread in it. */
export const entry = (threads: number, body: string): string => `
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(num_workgroups) groups : vec3u, @builtin(local_invocation_id) local : vec3u) {
  let groupAt = ${groupNumber};
  let lane = i32(local.x);
  ${body}
}`;

/** One thread for each number `at` below `given.size`. */
export const elementWise = (threads: number, body: string): string =>
  entry(threads, `let at = groupAt * ${threads} + lane;\n  if (at >= given.size) { return; }\n  ${body}`);

/**
 * A program of which each workgroup comes to know `total(share, lane)` and `largest(share, lane)` of what its threads have;
 * every thread must get there.
 */
export function reducing(
  backend: Pick<WebgpuBackend, "device">,
  threads: number,
  body: () => string,
): Pick<Program, "code" | "hasSubgroups"> {
  const { hasSubgroups } = traitsOf(backend);
  return { hasSubgroups, code: () => (hasSubgroups ? bySubgroups(threads, body()) : byHalves(threads, body())) };
}

/** How each goes on from two numbers, and within a subgroup. */
const joins = [
  { name: "total", join: (a: string, b: string) => `${a} + ${b}`, within: "subgroupAdd" },
  { name: "largest", join: (a: string, b: string) => `max(${a}, ${b})`, within: "subgroupMax" },
];

const byHalves = (threads: number, body: string) => `
var<workgroup> shares : array<f32, ${threads}>;
${joins.map(({ name, join }) => halving(name, threads, join)).join("\n")}
${entry(threads, body)}`;

const halving = (name: string, threads: number, join: (a: string, b: string) => string) => `
fn ${name}(share : f32, lane : i32) -> f32 {
  workgroupBarrier();
  shares[lane] = share;
  for (var half = ${threads / 2}; half > 0; half /= 2) {
    workgroupBarrier();
    if (lane < half) { shares[lane] = ${join("shares[lane]", "shares[lane + half]")}; }
  }
  workgroupBarrier();
  return shares[0];
}`;

/** WGSL: threads of a subgroup that are at work; what a device says of their number may be that of another program. */
export const lanesOfSubgroup = "i32(subgroupAdd(1u))";

/** A subgroup has four threads or more, side by side: the latter nobody promises, and subgroup-test.ts sees to it. */
export const bySubgroups = (threads: number, body: string): string => `
var<workgroup> shares : array<f32, ${threads / 4}>;
var<private> subgroupSize : i32;
${joins.map(({ name, join, within }) => joining(name, threads, join, within)).join("\n")}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(num_workgroups) groups : vec3u, @builtin(local_invocation_id) local : vec3u) {
  subgroupSize = ${lanesOfSubgroup};
  let groupAt = ${groupNumber};
  let lane = i32(local.x);
  ${body}
}`;

const joining = (name: string, threads: number, join: (a: string, b: string) => string, within: string) => `
fn ${name}(share : f32, lane : i32) -> f32 {
  // All threads of a subgroup are to be here, however long the loops were that they come from.
  workgroupBarrier();
  let own = ${within}(share);
  if (lane % subgroupSize == 0) { shares[lane / subgroupSize] = own; }
  workgroupBarrier();
  var joined = shares[0];
  for (var i = 1; i * subgroupSize < ${threads}; i++) { joined = ${join("joined", "shares[i]")}; }
  return joined;
}`;

/** Far out the power is infinite and its inverse 0. */
export const sigmoid = `
fn sigmoid(x : f32) -> f32 { return 1.0 / (1.0 + exp(-x)); }`;

/** The counter-based random numbers of seeded-mask.ts. */
export const scramble = `
fn scramble(value : u32) -> u32 {
  var bits = (value ^ (value >> 16u)) * 0x21f0aaadu;
  bits = (bits ^ (bits >> 15u)) * 0x735a2d97u;
  return bits ^ (bits >> 15u);
}`;
