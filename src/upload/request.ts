import { BoothError, cancelled } from '../error.js';
import { failureOf, interruption } from './answer.js';
import { type UploadAttempt, UploadInterrupted, type UploadResult } from './target.js';

/**
 * Headers, or a function that makes them anew for each attempt, as for a token that expires. Where it fails, the next
 * attempt asks again, unless it throws a BoothError.
 */
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

/** Sends a request with XMLHttpRequest, the only way to see how much of a body has gone out. */
export async function sendRequest(request: UploadRequest, attempt: UploadAttempt): Promise<UploadResult> {
  const { signal, onProgress } = attempt;
  const headers = await askSite(request.headers);
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
      xhr.addEventListener('error', (event) => reject(interruption(request.url, event)));
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
  throw failureOf({ status, body, retryAfter: xhr.getResponseHeader('Retry-After') });
}

/**
 * What the site gives for an attempt, such as a token or an address: as it is, or by a function. Where that fails, the
 * connection may be to blame, and another attempt may get it.
 */
export async function askSite<Given>(given: Given | (() => Promise<Given>)): Promise<Given> {
  if (!(given instanceof Function)) return given;
  try {
    return await given();
  } catch (error) {
    if (error instanceof BoothError) throw error;
    const reason = error instanceof Error ? `: ${error.message}` : '';
    throw new UploadInterrupted(`It could not be prepared${reason}.`, null, { cause: error });
  }
}
