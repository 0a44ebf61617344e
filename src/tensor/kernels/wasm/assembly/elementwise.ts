/**
 * Functions number by number, of one array and of two. Where the JavaScript kernels keep NaN, these do: the order of the
 * operands of pmin and pmax is chosen for it.
 */
import { axisOf, CHUNK, chunksOf, elementsOf, walk } from "./axes";
import { at, element, madd, splat, storePart, ZERO } from "./lanes";
import { erf, exp, expm1, log, log1p, sigmoid, softplus, tanh } from "./mathematics";
import { JOB, parallel } from "./parallel";

@unmanaged class Job {
  a: usize; b: usize; to: usize;
  total: i32; axes: i32;
  operation: i32;
  /** Settings of functions of one array. */
  p: f32; q: f32;
}

const ONE: v128 = f32x4.splat(1);

// Functions of two arrays; classes without fields or instances, since a generic function takes types only.
@unmanaged class Add { @inline of(a: v128, b: v128): v128 { return f32x4.add(a, b); } }
@unmanaged class Subtract { @inline of(a: v128, b: v128): v128 { return f32x4.sub(a, b); } }
@unmanaged class Multiply { @inline of(a: v128, b: v128): v128 { return f32x4.mul(a, b); } }
@unmanaged class Divide { @inline of(a: v128, b: v128): v128 { return f32x4.div(a, b); } }
@unmanaged class Maximum { @inline of(a: v128, b: v128): v128 { return f32x4.max(a, b); } }
@unmanaged class Minimum { @inline of(a: v128, b: v128): v128 { return f32x4.min(a, b); } }
@unmanaged class SquaredDifference {
  @inline of(a: v128, b: v128): v128 {
    const difference = f32x4.sub(a, b);
    return f32x4.mul(difference, difference);
  }
}
@unmanaged class Prelu {
  @inline of(x: v128, slope: v128): v128 { return v128.bitselect(f32x4.mul(x, slope), x, f32x4.lt(x, ZERO)); }
}
@unmanaged class EluSlope {
  @inline of(dy: v128, y: v128): v128 {
    return v128.bitselect(dy, f32x4.mul(dy, f32x4.add(y, ONE)), f32x4.ge(y, ZERO));
  }
}
/** dy (Φ(x) + x φ(x)) */
@unmanaged class GeluSlope {
  @inline of(dy: v128, x: v128): v128 {
    const half = f32x4.splat(-0.5), density = f32x4.splat(0.3989422804014327);
    const power = exp(f32x4.mul(f32x4.mul(x, x), half));
    return f32x4.mul(dy, madd(f32x4.mul(x, density), power, shareBelow(x)));
  }
}

/** Φ(x): the share of the normal distribution below x. */
@inline function shareBelow(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return madd(erf(f32x4.mul(x, f32x4.splat(0.7071067811865476))), half, half);
}

/** Along a run: both sides step, or one stays. */
@unmanaged class Runs<Operation> {
  @inline run(a: usize, b: usize, index: i32, count: i32): void {
    const operation = changetype<Operation>(0);
    const to = element(changetype<Job>(JOB).to, index);
    const end = <usize>(count & ~3) << 2;
    let i: usize = 0;
    if (axisOf(0).b == 0) {
      const y = splat(b);
      for (; i < end; i += 16) v128.store(to + i, operation.of(at(a + i), y));
      if (count & 3) storePart(to + i, operation.of(at(a + i), y), count & 3);
    } else if (axisOf(0).a == 0) {
      const x = splat(a);
      for (; i < end; i += 16) v128.store(to + i, operation.of(x, at(b + i)));
      if (count & 3) storePart(to + i, operation.of(x, at(b + i)), count & 3);
    } else {
      for (; i + 48 < end; i += 64) {
        const x = operation.of(at(a + i), at(b + i));
        const y = operation.of(at(a + i, 16), at(b + i, 16));
        const z = operation.of(at(a + i, 32), at(b + i, 32));
        const u = operation.of(at(a + i, 48), at(b + i, 48));
        v128.store(to + i, x);
        v128.store(to + i, y, 16);
        v128.store(to + i, z, 32);
        v128.store(to + i, u, 48);
      }
      for (; i < end; i += 16) v128.store(to + i, operation.of(at(a + i), at(b + i)));
      if (count & 3) storePart(to + i, operation.of(at(a + i), at(b + i)), count & 3);
    }
  }
}

/**
 * `to` = a function of `a` and `b` over the axes set before; steps along axis 0 are 0 or 1. The number of the function is
 * its place in binaryChunk.
 */
export function binary(operation: i32, a: usize, b: usize, to: usize, axes: i32): void {
  const job = changetype<Job>(JOB);
  job.operation = operation;
  job.a = a; job.b = b; job.to = to;
  job.axes = axes; job.total = elementsOf(axes);
  parallel(binaryChunk, chunksOf(job.total));
}

function binaryOf<Operation>(chunk: i32): void {
  const job = changetype<Job>(JOB);
  walk<Runs<Operation>>(chunk, job.a, job.b, job.axes, job.total);
}

function binaryChunk(chunk: i32, thread: i32): void {
  switch (changetype<Job>(JOB).operation) {
    case 0: binaryOf<Add>(chunk); break;
    case 1: binaryOf<Subtract>(chunk); break;
    case 2: binaryOf<Multiply>(chunk); break;
    case 3: binaryOf<Divide>(chunk); break;
    case 4: binaryOf<Maximum>(chunk); break;
    case 5: binaryOf<Minimum>(chunk); break;
    case 6: binaryOf<SquaredDifference>(chunk); break;
    case 7: binaryOf<Prelu>(chunk); break;
    case 8: binaryOf<EluSlope>(chunk); break;
    case 9: binaryOf<GeluSlope>(chunk); break;
  }
}

// Functions of one array, with two settings.
@unmanaged class Relu { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.pmax(x, ZERO); } }
@unmanaged class LeakyRelu {
  @inline of(x: v128, p: v128, q: v128): v128 { return v128.bitselect(f32x4.mul(x, p), x, f32x4.lt(x, ZERO)); }
}
/** q · x, below 0 p · (eˣ - 1): Elu, and Selu with other settings. */
@unmanaged class Elu {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return v128.bitselect(f32x4.mul(expm1(x), p), f32x4.mul(x, q), f32x4.lt(x, ZERO));
  }
}
@unmanaged class Sigmoid { @inline of(x: v128, p: v128, q: v128): v128 { return sigmoid(x); } }
@unmanaged class Tanh { @inline of(x: v128, p: v128, q: v128): v128 { return tanh(x); } }
@unmanaged class Exp { @inline of(x: v128, p: v128, q: v128): v128 { return exp(x); } }
@unmanaged class Expm1 { @inline of(x: v128, p: v128, q: v128): v128 { return expm1(x); } }
@unmanaged class Log { @inline of(x: v128, p: v128, q: v128): v128 { return log(x); } }
@unmanaged class Log1p { @inline of(x: v128, p: v128, q: v128): v128 { return log1p(x); } }
@unmanaged class Softplus { @inline of(x: v128, p: v128, q: v128): v128 { return softplus(x); } }
@unmanaged class Erf { @inline of(x: v128, p: v128, q: v128): v128 { return erf(x); } }
@unmanaged class Sqrt { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.sqrt(x); } }
@unmanaged class Rsqrt { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.div(ONE, f32x4.sqrt(x)); } }
@unmanaged class Square { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, x); } }
@unmanaged class Reciprocal { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.div(ONE, x); } }
@unmanaged class Neg { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.neg(x); } }
@unmanaged class Abs { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.abs(x); } }
@unmanaged class Sign {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return f32x4.sub(v128.and(f32x4.gt(x, ZERO), ONE), v128.and(f32x4.lt(x, ZERO), ONE));
  }
}
/** 1 above 0, p otherwise. */
@unmanaged class Step {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return v128.bitselect(v128.bitselect(ONE, p, f32x4.gt(x, ZERO)), x, f32x4.eq(x, x));
  }
}
@unmanaged class Clip {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.pmin(f32x4.pmax(x, p), q); }
}
/** x Φ(x) */
@unmanaged class Gelu { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, shareBelow(x)); } }
/** From int32. */
@unmanaged class ToFloat { @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.convert_i32x4_s(x); } }

/** `to` = a function of `total` numbers of `a`. The number of the function is its place in unaryChunk. */
export function unary(operation: i32, a: usize, to: usize, total: i32, p: f32, q: f32): void {
  const job = changetype<Job>(JOB);
  job.operation = operation;
  job.a = a; job.to = to; job.total = total;
  job.p = p; job.q = q;
  parallel(unaryChunk, chunksOf(total));
}

function unaryOf<Operation>(chunk: i32): void {
  const job = changetype<Job>(JOB);
  const operation = changetype<Operation>(0);
  const p = f32x4.splat(job.p), q = f32x4.splat(job.q);
  const first = chunk * CHUNK;
  let from = element(job.a, first), to = element(job.to, first);
  let left = min(CHUNK, job.total - first);
  for (; left >= 4; left -= 4) {
    v128.store(to, operation.of(at(from), p, q));
    from += 16; to += 16;
  }
  if (left) storePart(to, operation.of(at(from), p, q), left);
}

function unaryChunk(chunk: i32, thread: i32): void {
  switch (changetype<Job>(JOB).operation) {
    case 0: unaryOf<Relu>(chunk); break;
    case 1: unaryOf<LeakyRelu>(chunk); break;
    case 2: unaryOf<Elu>(chunk); break;
    case 3: unaryOf<Sigmoid>(chunk); break;
    case 4: unaryOf<Tanh>(chunk); break;
    case 5: unaryOf<Exp>(chunk); break;
    case 6: unaryOf<Expm1>(chunk); break;
    case 7: unaryOf<Log>(chunk); break;
    case 8: unaryOf<Log1p>(chunk); break;
    case 9: unaryOf<Softplus>(chunk); break;
    case 10: unaryOf<Erf>(chunk); break;
    case 11: unaryOf<Sqrt>(chunk); break;
    case 12: unaryOf<Rsqrt>(chunk); break;
    case 13: unaryOf<Square>(chunk); break;
    case 14: unaryOf<Reciprocal>(chunk); break;
    case 15: unaryOf<Neg>(chunk); break;
    case 16: unaryOf<Abs>(chunk); break;
    case 17: unaryOf<Sign>(chunk); break;
    case 18: unaryOf<Step>(chunk); break;
    case 19: unaryOf<Clip>(chunk); break;
    case 20: unaryOf<ToFloat>(chunk); break;
    case 21: unaryOf<Gelu>(chunk); break;
  }
}
