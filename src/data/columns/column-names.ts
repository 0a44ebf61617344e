/** Names for columns: every one its own, none empty. */

/** @returns unique names, and those of the given ones that came twice. */
export function uniqueNames(
  given: readonly string[],
  width: number,
): { readonly names: readonly string[]; readonly repeated: readonly string[] } {
  const taken = new Set(given.map((name) => name.trim()).filter((name) => name !== ""));
  const used = new Set<string>();
  const repeated: string[] = [];
  const names = Array.from({ length: width }, (_, index) => {
    const wanted = given[index]?.trim() ?? "";
    if (wanted !== "" && !used.has(wanted)) {
      used.add(wanted);
      return wanted;
    }
    if (wanted !== "") repeated.push(wanted);
    let name = wanted === "" ? `column ${index + 1}` : `${wanted} 2`;
    for (let number = 3; taken.has(name) || used.has(name); number++)
      name = `${wanted || `column ${index + 1}`} ${number}`;
    used.add(name);
    return name;
  });
  return { names, repeated };
}
