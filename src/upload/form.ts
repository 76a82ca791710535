import { urlIn } from './answer.js';
import { sendRequest, type UploadHeaders } from './request.js';
import type { UploadTarget } from './target.js';

/** How a form is posted. */
export interface FormOptions {
  /** Name of the form's field that holds the file; default `file`. */
  field?: string;
  /** Other fields of the form, sent before the file. */
  fields?: Readonly<Record<string, string>>;
  /** Headers of the request, such as a token. */
  headers?: UploadHeaders;
  /** Whether cookies go along to another origin; default false. */
  withCredentials?: boolean;
}

/**
 * A target that takes a form POST (`multipart/form-data`), as a plain HTML form sends it. A JSON answer with a `url`
 * becomes the result's address.
 *
 * @example
 * await upload(clip, formTo('/api/clips', { fields: { caption: 'Hello' } }));
 */
export function formTo(url: string | URL, options: FormOptions = {}): UploadTarget {
  const { field = 'file', fields = {}, headers = {}, withCredentials = false } = options;
  return {
    async send(file, attempt) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      body.set(field, file, file.name);
      const result = await sendRequest(
        { method: 'POST', url: String(url), body, headers, withCredentials },
        attempt,
      );
      return { ...result, url: urlIn(result.body) };
    },
  };
}
