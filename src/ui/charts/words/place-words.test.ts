import { expect, test } from "vitest";
import { placeWords } from "./place-words";

const point = (word: string, x: number, y: number, count: number | null = 1) => ({ word, x, y, count });

test("the map is filled, upwards as y grows, and names keep clear of one another", () => {
  const placed = placeWords([point("low", 0, 0, 9), point("high", 1, 1, 3), point("same", 0, 0.001)], 400, 300);
  const [low, high, same] = placed;
  expect(low).toMatchObject({ left: 16, top: 284, isLabelled: true, shade: 1 });
  expect(high).toMatchObject({ left: 320, top: 16, isLabelled: true });
  expect(same?.isLabelled).toBe(false);
  expect(same!.shade).toBeCloseTo(0.35, 9); // there are three
});

test("one word, none, and no room", () => {
  expect(placeWords([point("only", 5, 5, null)], 400, 300)).toMatchObject([{ left: 168, top: 150, shade: 0.8 }]);
  expect(placeWords([], 400, 300)).toEqual([]);
  expect(placeWords([point("only", 5, 5)], 0, 300)).toEqual([]);
});
