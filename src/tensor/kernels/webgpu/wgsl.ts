/** Pieces of WGSL that several programs have in common. */
import { groupNumber } from "./dispatch";

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

/** `total` and `largest` of what each thread of a workgroup has, known to all; every thread must get there. */
export const reducing = (threads: number): string => `
var<workgroup> shares : array<f32, ${threads}>;
${reduction("total", threads, (a, b) => `${a} + ${b}`)}
${reduction("largest", threads, (a, b) => `max(${a}, ${b})`)}`;

const reduction = (name: string, threads: number, join: (a: string, b: string) => string) => `
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
