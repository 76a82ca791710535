import { cancelled } from '../error.js';

/**
 * Waits while a countdown runs from `from` seconds to `to`, and calls `onCountdown` with each whole number of seconds
 * that are left.
 * @throws BoothError `cancelled`
 */
export async function countDown({
  from,
  to,
  signal,
  onCountdown,
}: {
  from: number;
  to: number;
  signal: AbortSignal;
  onCountdown: (remaining: number) => void;
}): Promise<void> {
  const zeroAtMs = performance.now() + from * 1000;
  for (let next = Math.ceil(from); next > to; next--) {
    onCountdown(next);
    await waitUntil(zeroAtMs - Math.max(next - 1, to) * 1000, signal);
  }
}

/** Waits until a moment of the page's clock in milliseconds. */
async function waitUntil(timeMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw cancelled(signal);
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, timeMs - performance.now());
    signal.addEventListener('abort', end);
  });
  if (signal.aborted) throw cancelled(signal);
}
