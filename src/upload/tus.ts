import type { DetailedError, Upload } from 'tus-js-client';
import { BoothError, cancelled } from '../error.js';
import { failureOf, interruption, urlIn } from './answer.js';
import { askSite, type UploadHeaders } from './request.js';
import { type UploadAttempt, UploadInterrupted, type UploadResult, type UploadTarget } from './target.js';

/** How a file is sent by tus. */
export interface TusOptions {
  /** Headers of each request, such as a token. */
  headers?: UploadHeaders;
  /** What the server is told of the file besides its `filename` and `filetype`. */
  metadata?: Readonly<Record<string, string>>;
  /** Most bytes in one request, for servers that limit it; default all of them. */
  chunkBytes?: number;
}

/** Statuses that pass by themselves: another request changed the upload, or holds it. */
const PASSING = [409, 423];

/**
 * A target that speaks tus 1.0 (https://tus.io): where the connection breaks, the next attempt goes on with the bytes
 * that the server lacks. A cancelled upload is deleted there. The result's address is the `url` of a JSON answer, else
 * that of the upload. tus-js-client is loaded with the first upload.
 *
 * @example
 * await upload(clip, tusTo('/files/', { metadata: { caption: 'Hello' } }));
 */
export function tusTo(url: string | URL, options: TusOptions = {}): UploadTarget {
  /** Where the server keeps what it has of a file. */
  const begun = new WeakMap<File, string>();
  return {
    async send(file, attempt) {
      const { headers = {} } = options;
      const [{ Upload }, ready] = await Promise.all([
        askSite(() => import('tus-js-client')),
        askSite(headers),
      ]);
      if (attempt.signal.aborted) throw cancelled(attempt.signal);
      const endpoint = String(new URL(url, location.href));
      const uploadUrl = begun.get(file);
      const upload = new Upload(file, {
        endpoint,
        ...(uploadUrl === undefined ? {} : { uploadUrl }),
        headers: { ...ready },
        metadata: { filename: file.name, filetype: file.type, ...options.metadata },
        chunkSize: options.chunkBytes ?? Number.POSITIVE_INFINITY,
        // `upload` tries again, for every target alike; what this page has begun is all there is to go on with.
        retryDelays: null,
        storeFingerprintForResuming: false,
        onUploadUrlAvailable: () => {
          if (upload.url !== null) begun.set(file, upload.url);
        },
      });
      try {
        return await run(upload, endpoint, attempt);
      } catch (error) {
        // A server that forgot the upload is sent all of it.
        if (!(error instanceof UploadInterrupted)) begun.delete(file);
        throw error;
      }
    },
  };
}

/** Runs an upload until it is done, fails or is cancelled. */
function run(upload: Upload, endpoint: string, { signal, onProgress }: UploadAttempt): Promise<UploadResult> {
  return new Promise<UploadResult>((resolve, reject) => {
    const abort = () => {
      // A server that does not delete uploads keeps it until it expires.
      upload.abort(true).catch(() => undefined);
      reject(cancelled(signal));
    };
    const settle = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    upload.options.onProgress = (sent, total) => onProgress(total > 0 ? sent / total : 1);
    upload.options.onSuccess = ({ lastResponse }) => {
      settle();
      const body = lastResponse.getBody();
      resolve({ url: urlIn(body) ?? upload.url, status: lastResponse.getStatus(), body });
    };
    upload.options.onError = (error) => {
      settle();
      reject(explain(error, endpoint));
    };
    upload.start();
  });
}

function explain(error: Error, url: string): Error {
  const response = 'originalResponse' in error ? (error as DetailedError).originalResponse : null;
  if (response === null) return interruption(url, error);
  const status = response.getStatus();
  if (status < 400) {
    return new BoothError(
      'upload-failed',
      `The answer of ${url} is not one of tus, or hides it: by CORS it must expose Location and Upload-Offset.`,
      { cause: error },
    );
  }
  const answer = {
    status,
    body: response.getBody(),
    retryAfter: response.getHeader('Retry-After') ?? null,
  };
  return failureOf(answer, { passing: PASSING, cause: error });
}
