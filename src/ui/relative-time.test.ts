import { expect, test } from "vitest";
import { relativeTime } from "./relative-time";

const now = 1_700_000_000_000;

test("says the largest whole unit, in the language of the page", () => {
  expect(relativeTime("en", now - 12_400, now)).toBe("12 sec ago");
  expect(relativeTime("en", now - 3 * 86_400_000 - 5, now)).toBe("3 days ago");
  expect(relativeTime("zh", now - 12_400, now)).toBe("12秒前");
  expect(relativeTime("zh", now - 61_000, now)).toBe("1分钟前");
});

test("a clock that was set back says now, not the future", () => {
  expect(relativeTime("en", now + 60_000, now)).toBe("just now");
  expect(relativeTime("zh", now, now)).toBe("刚刚");
});
