import { askSite, sendRequest, type UploadHeaders } from './request.js';
import type { UploadTarget } from './target.js';

/** How a file is put. */
export interface PutOptions {
  /** Headers of the request, as they were signed; `Content-Type` is the file's own unless given. */
  headers?: UploadHeaders;
}

/**
 * A target that takes the file itself by PUT, as a presigned address of S3 and its like does. The address may be a
 * function that asks one's own server for it: it is called for each attempt, since such addresses expire, and again
 * with the next attempt where it fails, unless it throws a BoothError.
 *
 * @example
 * await upload(clip, putTo(async ({ type, size }) => presign(type, size))); // asks your server
 */
export function putTo(
  url: string | URL | ((file: File) => Promise<string | URL>),
  { headers = {} }: PutOptions = {},
): UploadTarget {
  return {
    async send(file, attempt) {
      const address = String(await askSite(typeof url === 'function' ? () => url(file) : url));
      const result = await sendRequest(
        { method: 'PUT', url: address, body: file, headers, withCredentials: false },
        attempt,
      );
      // What signs the request does not belong to the file's address.
      return { ...result, url: address.replace(/[?#].*$/, '') };
    },
  };
}
