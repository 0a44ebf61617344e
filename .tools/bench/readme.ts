/** The part of the README that the command writes. */

const begin = "<!-- npm run bench -- --readme writes from here -->";
const end = "<!-- to here -->";

/** The README with the text between its two markers replaced. Throws where a marker is missing. */
export function withSection(readme: string, section: string): string {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error("the README has lost the markers of its benchmark");
  return `${readme.slice(0, from + begin.length)}\n\n${section}\n\n${readme.slice(to)}`;
}
