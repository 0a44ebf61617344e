/** The part of the README that the command writes. */

const beginOf = (command: string) => `<!-- ${command} writes from here -->`;
const end = "<!-- to here -->";

/** The commands that write a part. */
export const wholeCommand = "npm run bench -- --readme";
export const webgpuCommand = "npm run bench -- --webgpu --readme";

/** The README with the text between the markers of a command replaced. Throws where a marker is missing. */
export function withSection(readme: string, section: string, command = wholeCommand): string {
  const begin = beginOf(command);
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error("the README has lost the markers of its benchmark");
  return `${readme.slice(0, from + begin.length)}\n\n${section}\n\n${readme.slice(to)}`;
}
