/** The mark: a bench with one half in the light. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden>
      <rect x="1" y="1" width="18" height="18" rx="4" fill="none" stroke="var(--lb-accent)" strokeWidth="1.75" />
      <path d="M5 1h5v18H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4Z" fill="var(--lb-accent)" />
      <circle cx="14.2" cy="6" r="1.5" fill="var(--lb-accent)" />
    </svg>
  );
}
