import { expect, test } from "vitest";
import { createTurns } from "./in-turn";

test("jobs run one after the other, past one that fails", async () => {
  const inTurn = createTurns();
  const events: string[] = [];
  const job = (name: string) => async () => {
    events.push(`${name} begins`);
    await Promise.resolve();
    events.push(`${name} ends`);
    if (name === "second") throw new Error("broken");
    return name;
  };
  const first = inTurn(job("first"));
  const second = inTurn(job("second"));
  const third = inTurn(job("third"));
  await expect(second).rejects.toThrow("broken");
  expect([await first, await third]).toEqual(["first", "third"]);
  expect(events).toEqual(["first", "second", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});
