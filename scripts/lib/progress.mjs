const spinnerFrames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const spinnerMs = 120;
const announceAfterMs = 1_000;
const heartbeatMs = 20_000;

/**
 * Says what is being done and how long it took. On a terminal the running steps share one moving line; elsewhere (CI, a
 * file) a step that takes longer than a second is announced, then reported every 20 seconds, then closed.
 */
export function createProgress(out = process.stdout) {
  const isTerminal = Boolean(out.isTTY);
  const paint = createPaint(isTerminal && !process.env.NO_COLOR);
  const running = new Map();
  let timer;
  let frame = 0;
  let hasStatus = false;
  // Whoever read this may be gone (a closed terminal, `| head`); what runs must still run on, and stop in order.
  let isHeard = true;
  out.on('error', () => {
    isHeard = false;
  });
  const write = (text) => {
    if (!isHeard) return;
    try {
      out.write(text);
    } catch {
      isHeard = false;
    }
  };

  const clearStatus = () => {
    if (hasStatus) write('\r\u001b[2K');
    hasStatus = false;
  };
  const print = (text) => {
    clearStatus();
    write(`${text}\n`);
  };
  const drawStatus = () => {
    frame = (frame + 1) % spinnerFrames.length;
    const names = [...running].map(([name, { since }]) => `${name} ${seconds(Date.now() - since)}`).join(', ');
    const width = Math.max(20, (out.columns ?? 80) - 4);
    write(`\r\u001b[2K${paint.accent(spinnerFrames[frame])} ${names.slice(0, width)}`);
    hasStatus = true;
  };
  const watch = () => {
    if (isTerminal && running.size > 0) timer ??= setInterval(drawStatus, spinnerMs).unref();
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    clearStatus();
  };

  return {
    line: print,
    /** Says no more about steps that will not end, because somebody stopped the whole. */
    dropSteps() {
      for (const { stopTalking } of running.values()) stopTalking();
      running.clear();
      watch();
    },
    /** Starts a step; call `done` or `fail` once. */
    step(name) {
      const since = Date.now();
      const stopTalking = isTerminal ? () => undefined : announce(name, since, print);
      running.set(name, { since, stopTalking });
      watch();
      const end = (mark, detail) => {
        stopTalking();
        running.delete(name);
        watch();
        print(`${mark} ${name}${detail ? paint.dim(`, ${detail}`) : ''} ${paint.dim(seconds(Date.now() - since))}`);
      };
      return {
        done: (detail) => end(paint.good('✓'), detail),
        fail: (detail) => end(paint.bad('✗'), detail),
      };
    },
    paint,
  };
}

function announce(name, since, print) {
  let heartbeat;
  const first = setTimeout(() => {
    print(`… ${name}`);
    heartbeat = setInterval(() => print(`… ${name}, ${seconds(Date.now() - since)} so far`), heartbeatMs);
    heartbeat.unref();
  }, announceAfterMs);
  first.unref();
  return () => {
    clearTimeout(first);
    clearInterval(heartbeat);
  };
}

function createPaint(isColoured) {
  const code = (open) => (text) => (isColoured ? `\u001b[${open}m${text}\u001b[0m` : text);
  return { good: code(32), bad: code(31), accent: code(36), dim: code(2), bold: code(1) };
}

function seconds(ms) {
  return ms < 9_950 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`;
}
