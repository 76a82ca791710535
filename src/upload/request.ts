import { BoothError, cancelled } from '../error.js';
import { type UploadAttempt, UploadInterrupted, type UploadResult } from './target.js';

/** Headers, or a function that makes them anew for each attempt, as for a token that expires. */
export type UploadHeaders = Readonly<Record<string, string>> | (() => Promise<Record<string, string>>);

/** A request that carries a file. */
export interface UploadRequest {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly body: FormData | Blob;
  readonly headers: UploadHeaders;
  /** Whether cookies go along to another origin. */
  readonly withCredentials: boolean;
}

/** Statuses besides 5xx that ask to try again: request timeout, too early, too many requests. */
export const TRY_AGAIN = [408, 425, 429];

/** Sends a request with XMLHttpRequest, the only way to see how much of a body has gone out. */
export async function sendRequest(request: UploadRequest, attempt: UploadAttempt): Promise<UploadResult> {
  const { signal, onProgress } = attempt;
  const headers = typeof request.headers === 'function' ? await request.headers() : request.headers;
  if (signal.aborted) throw cancelled(signal);
  const xhr = new XMLHttpRequest();
  const abort = () => xhr.abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      xhr.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
        if (lengthComputable && total > 0) onProgress(loaded / total);
      });
      xhr.addEventListener('load', () => resolve());
      xhr.addEventListener('abort', () => reject(cancelled(signal)));
      xhr.addEventListener('error', (event) => {
        reject(new UploadInterrupted('The connection broke.', null, { cause: event }));
      });
      xhr.open(request.method, request.url);
      xhr.withCredentials = request.withCredentials;
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
      xhr.send(request.body);
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
  const { status, responseText: body } = xhr;
  if (status >= 200 && status < 300) return { url: null, status, body };
  if (status >= 500 || TRY_AGAIN.includes(status)) {
    throw new UploadInterrupted(`The server answered ${status}.`, retryAfterMs(xhr));
  }
  throw new BoothError(
    'upload-refused',
    `The server refused the clip (${status}): ${body.slice(0, 200) || xhr.statusText}`,
  );
}

/** `Retry-After` in milliseconds, where the server gives it in seconds. */
function retryAfterMs(xhr: XMLHttpRequest): number | null {
  const seconds = Number.parseFloat(xhr.getResponseHeader('Retry-After') ?? '');
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** The `url` of a JSON answer, or null. */
export function urlIn(body: string): string | null {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && 'url' in answer && typeof answer.url === 'string'
      ? answer.url
      : null;
  } catch {
    return null;
  }
}
