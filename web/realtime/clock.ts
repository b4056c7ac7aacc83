/** Time as the engine sees it: injected, so that tests own it. */
export type Clock = {
  /** Milliseconds; only differences mean anything. */
  now(): number;
  /** Milliseconds since the Unix epoch, for what people read. */
  wallMs(): number;
  /** Runs once after `ms`; the result cancels it and is safe to call twice. */
  after(ms: number, run: () => void): () => void;
};

/** Chance as the engine sees it: injected, so that a seed repeats a run. */
export type Random = {
  uuid(): string;
  /** From 0 up to, not including, 1. */
  fraction(): number;
};
