const PATIENCE_MS = 20_000;
const STEP_MS = 20;

/** Settles when the condition holds; rejects, naming what was waited for, when it never does. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
