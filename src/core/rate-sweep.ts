/** Losses of the steps of a sweep from a small learning rate to a large one. */
export interface RateSweep {
  /** Ends where the loss has left its course; the loss is that of a batch before its step. */
  readonly points: readonly { readonly rate: number; readonly loss: number }[];
  /** A rate to begin with; null where the loss never fell. */
  readonly suggested: number | null;
}
