import { BoothError } from '../error.js';
import { UploadInterrupted } from './target.js';

/** A server's answer, as far as an upload reads it. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The header `Retry-After`, or null. */
  readonly retryAfter: string | null;
}

/** Statuses besides 5xx that ask to try again: request timeout, too early, too many requests. */
const TRY_AGAIN = [408, 425, 429];

/**
 * What an answer that is no success means: an interruption where another attempt may get through, else a refusal.
 * @param passing statuses that pass by themselves, besides those that do so everywhere
 */
export function failureOf(
  { status, body, retryAfter }: Answer,
  options: { passing?: readonly number[]; cause?: unknown } = {},
): Error {
  const { passing = [], cause } = options;
  if (status >= 500 || TRY_AGAIN.includes(status) || passing.includes(status)) {
    return new UploadInterrupted(`The server answered ${status}.`, waitMs(retryAfter), { cause });
  }
  const reason = reasonIn(body);
  return new BoothError(
    'upload-refused',
    `The server refused the clip (${status}${reason === '' ? '' : `: ${reason}`}). ${ADVICE[status] ?? ADVICE_ELSE}`,
    { cause },
  );
}

/** What a person can do where a server says no. */
const ADVICE: Readonly<Record<number, string>> = {
  401: 'It is still here: sign in again, then try once more.',
  413: 'Make it shorter, or create it in a lower quality.',
};
const ADVICE_ELSE = 'It is still here: try again, or tell the people of this site.';

/**
 * What happened where a request got no answer that this page may read. Browsers hide from pages whether another origin
 * was not reached or does not allow the page in; their consoles tell.
 */
export function interruption(url: string, cause: unknown): UploadInterrupted {
  const { origin } = new URL(url, location.href);
  const message =
    origin === location.origin
      ? 'The connection broke.'
      : `The connection to ${origin} broke, or it lets no page of ${location.origin} send this (CORS).`;
  return new UploadInterrupted(message, null, { cause });
}

/** `Retry-After` in milliseconds, where the server gives it in seconds. */
function waitMs(retryAfter: string | null): number | null {
  const seconds = Number.parseFloat(retryAfter ?? '');
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** Most characters of an answer that a sentence quotes. */
const QUOTED = 200;

/** What a server gives as its reason: in JSON, in S3's XML, as the title of a page, or in plain words. */
function reasonIn(body: string): string {
  const json = jsonIn(body);
  const inMarkup = [...body.matchAll(/<(?:Code|Message|title)>([^<]+)</g)].map(([, words]) => words);
  const words = textOf(json, 'error') ?? textOf(json, 'message') ?? (inMarkup.join(': ') || body);
  return words.trim().slice(0, QUOTED).replace(/\.$/, '');
}

/** The `url` of a JSON answer, or null. */
export function urlIn(body: string): string | null {
  return textOf(jsonIn(body), 'url');
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function textOf(json: unknown, name: string): string | null {
  if (typeof json !== 'object' || json === null) return null;
  const value: unknown = Reflect.get(json, name);
  return typeof value === 'string' ? value : null;
}
