/** Shapes by their signed distance (Quilez, "2D distance functions"); all lengths in pixels. */
import { between, type Shape } from "./canvas";

/** The distance is exact on the outline and for circles, and close to it elsewhere. */
export function ellipse(x: number, y: number, radiusX: number, radiusY = radiusX): Shape {
  return {
    distance(px, py) {
      const [dx, dy] = [(px - x) / radiusX, (py - y) / radiusY];
      const reach = Math.hypot(dx, dy);
      const steepness = Math.hypot(dx / radiusX, dy / radiusY);
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
      const [dx, dy] = [Math.abs(px - x) - halfX + round, Math.abs(py - y) - halfY + round];
      return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
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
    distance: (px, py) => Math.abs(Math.hypot(px - x, py - y) - radius) - halfWidth,
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
      for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
        const [[ax, ay], [bx, by]] = [corners[i]!, corners[j]!]; // i and j are below the count
        nearest = Math.min(nearest, distanceToLine(x, y, ax, ay, bx, by));
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      }
      return isInside ? -nearest : nearest;
    },
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  };
}

function distanceToLine(x: number, y: number, fromX: number, fromY: number, toX: number, toY: number): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? between(0, ((x - fromX) * dx + (y - fromY) * dy) / length, 1) : 0;
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}
