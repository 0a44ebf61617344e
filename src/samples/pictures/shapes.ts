/** Shapes by their signed distance (Quilez, "2D distance functions"); all lengths in pixels. */
import { between, type Shape } from "./canvas";

/** The distance is exact on the outline and for circles, and close to it elsewhere. */
export function ellipse(x: number, y: number, radiusX: number, radiusY = radiusX): Shape {
  return {
    distance(px, py) {
      const dx = (px - x) / radiusX;
      const dy = (py - y) / radiusY;
      const reach = norm(dx, dy);
      const steepness = norm(dx / radiusX, dy / radiusY);
      return steepness === 0 ? -Math.min(radiusX, radiusY) : (reach * (reach - 1)) / steepness;
    },
    box: [x - radiusX, y - radiusY, x + radiusX, y + radiusY],
  };
}

/** A rectangle by its corners, its edges rounded. */
export function rectangle(left: number, top: number, right: number, bottom: number, radius = 0): Shape {
  const [x, y, halfX, halfY] = [(left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2];
  const round = Math.min(radius, halfX, halfY);
  return {
    distance(px, py) {
      const dx = Math.abs(px - x) - halfX + round;
      const dy = Math.abs(py - y) - halfY + round;
      return norm(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
    },
    box: [left, top, right, bottom],
  };
}

/** A straight stroke with round ends. */
export function stroke(fromX: number, fromY: number, toX: number, toY: number, radius: number): Shape {
  return {
    distance: (x, y) => distanceToLine(x, y, fromX, fromY, toX, toY) - radius,
    box: [
      Math.min(fromX, toX) - radius,
      Math.min(fromY, toY) - radius,
      Math.max(fromX, toX) + radius,
      Math.max(fromY, toY) + radius,
    ],
  };
}

/** A circle's line. */
export function ring(x: number, y: number, radius: number, halfWidth: number): Shape {
  const reach = radius + halfWidth;
  return {
    distance: (px, py) => Math.abs(norm(px - x, py - y) - radius) - halfWidth,
    box: [x - reach, y - reach, x + reach, y + reach],
  };
}

/** Corners in order; the outline may not cross itself. */
export function polygon(corners: readonly (readonly [number, number])[]): Shape {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return {
    distance(x, y) {
      let nearest = Infinity;
      let isInside = false;
      for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
        const ax = xs[i]!; // i and j are below the count
        const ay = ys[i]!; // the same
        const bx = xs[j]!; // the same
        const by = ys[j]!; // the same
        nearest = Math.min(nearest, distanceToLine(x, y, ax, ay, bx, by));
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      }
      return isInside ? -nearest : nearest;
    },
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  };
}

/** Everything between two heights over the whole width, falling by `slope` pixels a pixel; the heights are those at `atX`. */
export function band(top: number, bottom: number, slope: number, atX: number, width: number): Shape {
  const rise = Math.abs(slope) * width;
  return {
    distance(x, y) {
      const level = y - slope * (x - atX);
      return Math.max(top - level, level - bottom);
    },
    box: [0, top - rise, width, bottom + rise],
  };
}

function distanceToLine(x: number, y: number, fromX: number, fromY: number, toX: number, toY: number): number {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? between(0, ((x - fromX) * dx + (y - fromY) * dy) / length, 1) : 0;
  return norm(x - fromX - along * dx, y - fromY - along * dy);
}

/** Math.hypot guards against overflow, which takes ten times as long. */
function norm(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
