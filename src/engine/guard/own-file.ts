/** Which addresses are the app's own program files: the only ones that may be asked for. */

export interface OwnFiles {
  /** The folder that the page was loaded from, with a slash at the end. */
  readonly base: string;
  /** The development server hands out single modules under many addresses: there, its whole origin counts as own. */
  readonly isDevelopment: boolean;
}

/** The page itself, its icon and manifest, and the built files under assets/. A query could carry data, so none is allowed. */
export function isOwnFile(address: string, { base, isDevelopment }: OwnFiles): boolean {
  const url = parseAddress(address, base);
  const home = new URL(base);
  if (url?.origin !== home.origin || url.protocol !== home.protocol) return false;
  if (isDevelopment) return true;
  if (url.search !== "" || url.username !== "" || !url.pathname.startsWith(home.pathname)) return false;
  const rest = url.pathname.slice(home.pathname.length);
  return /^(?:assets\/.+|index\.html|[\w.-]+\.(?:svg|png|ico|webmanifest))?$/.test(rest);
}

/** Addresses that never leave the browser. */
export function isLocal(address: string): boolean {
  return /^(?:blob|data|about):/i.test(address);
}

export function parseAddress(address: string, base: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null; // no address: what is asked
  }
}
