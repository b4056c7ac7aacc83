/// <reference lib="dom" />

declare global {
  interface Window {
    /** When the first frame of somebody else's picture was presented, on this page's clock (0 = navigation). */
    firstRemoteFrame?: number;
    /** When a script pressed Join, on the same clock. */
    pressedJoin?: number;
  }
}

/** Runs in the page before its own code: notes the first presented frame of any tile that is not the person's own. */
export function watchFirstRemoteFrame(): void {
  const watched = new WeakSet<HTMLVideoElement>();
  const look = () => {
    for (const video of document.querySelectorAll<HTMLVideoElement>('article video')) {
      const isOwn = video.closest('article')?.getAttribute('aria-label')?.endsWith('(you)') ?? false;
      if (isOwn || watched.has(video)) continue;
      watched.add(video);
      video.requestVideoFrameCallback(() => {
        window.firstRemoteFrame ??= performance.now();
      });
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Runs in the page before its own code: presses Join the moment it can be pressed. */
export function pressJoinWhenEnabled(): void {
  const look = () => {
    if (window.pressedJoin !== undefined) return;
    const join = [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === 'Join call');
    if (!join || join.disabled || join.getAttribute('aria-disabled') === 'true') return;
    window.pressedJoin = performance.now();
    join.click();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}
