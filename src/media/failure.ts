import { BoothError, type BoothErrorCode } from '../error.js';

/** What a worker answers that could not do its work: an error in a form that can be sent. */
export interface Failure {
  readonly type: 'failed';
  readonly code: BoothErrorCode;
  readonly message: string;
  readonly cause: string;
}

/** The answer for an error; one that is no `BoothError` is told of by the code and the sentence. */
export function failureOf(error: unknown, otherwise: BoothErrorCode, sentence: string): Failure {
  const { code, message, cause } = BoothError.from(error, otherwise, sentence);
  return { type: 'failed', code, message, cause: String(cause) };
}

/** The error of an answer. */
export function errorOf({ code, message, cause }: Failure): BoothError {
  return new BoothError(code, message, { cause });
}
