import { describe, expect, it } from "vitest";
import { createHistory } from "./history";

function setUp(limit = 100) {
  let value = "";
  let can = { canUndo: false, canRedo: false };
  const history = createHistory(limit, (state) => (can = state));
  const change = (next: string, key = next, at = 0) => {
    const before = value;
    value = next;
    history.push({ key, at, undo: () => (value = before), redo: () => (value = next) });
  };
  return { history, change, value: () => value, can: () => can };
}

describe("the history of changes", () => {
  it("takes changes back in reverse order and makes them again", () => {
    const { history, change, value, can } = setUp();
    change("a");
    change("b");
    history.undo();
    expect(value()).toBe("a");
    history.undo();
    expect([value(), can()]).toEqual(["", { canUndo: false, canRedo: true }]);
    history.redo();
    history.redo();
    expect([value(), can()]).toEqual(["b", { canUndo: true, canRedo: false }]);
  });

  it("forgets what was taken back when something new is done", () => {
    const { history, change, value, can } = setUp();
    change("a");
    history.undo();
    change("b");
    expect(can()).toEqual({ canUndo: true, canRedo: false });
    history.redo();
    expect(value()).toBe("b");
  });

  it("takes changes of one key within a second back at once", () => {
    const { history, change, value } = setUp();
    change("a", "text", 0);
    change("ab", "text", 900);
    change("abc", "text", 1800);
    change("abcd", "text", 2801);
    history.undo();
    expect(value()).toBe("abc");
    history.undo();
    expect(value()).toBe("");
    history.redo();
    expect(value()).toBe("abc");
  });

  it("keeps no more than its limit", () => {
    const { history, change, value, can } = setUp(2);
    for (const next of ["a", "b", "c"]) change(next);
    history.undo();
    history.undo();
    history.undo();
    expect([value(), can().canUndo]).toEqual(["a", false]);
  });
});
