/** Steps of a series in words: how long one is, and how long several are. */
import type { Wording } from "../../core/wording";
import { counted } from "../sentence";

const units = [
  { ms: 86_400_000, one: "day", many: "days", zh: "天" },
  { ms: 3_600_000, one: "hour", many: "hours", zh: "小时" },
  { ms: 60_000, one: "minute", many: "minutes", zh: "分钟" },
  { ms: 1000, one: "second", many: "seconds", zh: "秒" },
] as const;

/** "5 minutes"; the number itself where times are not of the calendar. */
export function stepWording(step: number, isDated: boolean): Wording {
  const unit = isDated ? units.find(({ ms }) => step >= ms) : undefined;
  if (!unit) return { en: `a step of ${step}`, zh: ` ${step} ` };
  const count = Number((step / unit.ms).toPrecision(4));
  return { en: counted(count, unit.one, unit.many), zh: ` ${count} ${unit.zh}` };
}

/** "24 hours" of hours, "12 steps (1 hour)" of five minutes, "12 steps" where times are not of the calendar or nothing is known of them. */
export function spanWording(steps: number, step: number | null, isDated: boolean): Wording {
  const plain = { en: counted(steps, "step", "steps"), zh: `${steps} 步` };
  if (!isDated || step === null) return plain;
  const single = units.find(({ ms }) => step === ms);
  if (single) return { en: counted(steps, single.one, single.many), zh: `${steps} ${single.zh}` };
  const whole = units.find(({ ms }) => (steps * step) / ms >= 1);
  if (!whole) return plain;
  const count = Number(((steps * step) / whole.ms).toPrecision(3));
  return { en: `${plain.en} (${counted(count, whole.one, whole.many)})`, zh: `${plain.zh}（${count} ${whole.zh}）` };
}
