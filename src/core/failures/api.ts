/** Calls of a script that cannot be answered as they were made. */
export const apiFailures = {
  "api/unsupported": (d: { what: string; supported: string }) => ({
    message: { en: `Lightbench cannot do this yet: ${d.what}.`, zh: `Lightbench 暂不支持：${d.what}。` },
    hint: { en: `What it can do: ${d.supported}.`, zh: `目前支持：${d.supported}。` },
  }),
  "api/argument": (d: { argument: string; given: string; expected: string }) => ({
    message: {
      en: `“${d.argument}” is ${d.given}; it must be ${d.expected}.`,
      zh: `“${d.argument}”为 ${d.given}；应为：${d.expected}。`,
    },
    hint: { en: `Correct “${d.argument}” and call again.`, zh: `请更正“${d.argument}”后重新调用。` },
  }),
} as const;
