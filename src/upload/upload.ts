import { BoothError, cancelled } from '../error.js';
import { type Uploadable, UploadInterrupted, type UploadResult, type UploadTarget } from './target.js';

/** How a clip is sent. */
export interface UploadOptions {
  /** Ends the upload; it then throws `cancelled`. */
  signal?: AbortSignal;
  /** Called with the part that was sent, from 0 to 1, never less than before, also when an attempt starts over. */
  onProgress?: (value: number) => void;
  /** How often to try again where the connection breaks or the server has trouble; default 4. */
  retries?: number;
  /** Wait before the first new attempt in milliseconds, doubled for each one after; default 500. */
  retryDelayMs?: number;
}

/** Longest wait between attempts. */
const LONGEST_DELAY_MS = 30_000;

/**
 * Sends a clip to a target. Broken connections and a server's own troubles (5xx, 408, 425, 429) are tried again after
 * growing waits, which last until the device is online; a refusal is final.
 * @throws BoothError `upload-refused`, `upload-failed`, `cancelled`
 */
export async function upload(
  clip: Uploadable,
  target: UploadTarget,
  options: UploadOptions = {},
): Promise<UploadResult> {
  const { retries = 4, retryDelayMs = 500, signal = new AbortController().signal } = options;
  let reached = 0;
  const onProgress = (value: number) => {
    if (value <= reached) return;
    reached = Math.min(1, value);
    options.onProgress?.(reached);
  };
  for (let attempt = 0; ; attempt++) {
    if (signal.aborted) throw cancelled(signal);
    try {
      const result = await unlessAborted(target.send(clip.file, { signal, onProgress }), signal);
      onProgress(1);
      return result;
    } catch (error) {
      if (signal.aborted) throw cancelled(signal);
      if (!(error instanceof UploadInterrupted) || attempt >= retries) throw failure(error);
      await wait(error.retryAfterMs ?? backoffMs(retryDelayMs, attempt), signal);
    }
  }
}

/** Doubled for each attempt, and spread by a quarter so that many clients do not come back at once. */
function backoffMs(firstMs: number, attempt: number): number {
  return Math.min(LONGEST_DELAY_MS, firstMs * 2 ** attempt) * (0.75 + Math.random() / 2);
}

function failure(error: unknown): BoothError {
  const reason = error instanceof Error ? ` ${error.message}` : '';
  return BoothError.from(
    error,
    'upload-failed',
    `The clip could not be uploaded.${reason} It is still here: check the connection, then try again.`,
  );
}

/** What work comes to, or `cancelled` as soon as the signal fires, whatever the work waits for. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelled(signal));
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Waits so long, and on until the device is online. */
function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(
      () => {
        if (navigator.onLine) done();
        else addEventListener('online', done);
      },
      Math.min(LONGEST_DELAY_MS, delayMs),
    );
    signal.addEventListener('abort', done, { once: true });
  });
}
