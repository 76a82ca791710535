/**
 * Every code a {@link BoothError} can carry. The list is closed: switch over it to translate or to react.
 *
 * | code | what happened |
 * | --- | --- |
 * | `unsupported-browser` | the browser lacks something the call cannot do without, or there is none, as on a server |
 * | `wrong-state` | the call does not fit what the booth is doing now |
 * | `camera-missing` | no camera is connected, or none fits what was asked for |
 * | `camera-denied` | the person or the page's policy refused the camera |
 * | `camera-busy` | the camera is there but another program holds it |
 * | `camera-lost` | the camera was unplugged or its stream ended while it was needed |
 * | `microphone-denied` | the microphone was refused; recording goes on without sound |
 * | `music-unreadable` | the music is not sound that this browser can decode |
 * | `music-unreachable` | the music's address did not answer with a file |
 * | `media-unreadable` | a video, picture, font or take cannot be read |
 * | `asset-missing` | the document names a medium that the store does not hold |
 * | `recording-failed` | the recorder could not keep a take |
 * | `storage-full` | the device has no room for the take |
 * | `project-empty` | there is nothing to play or export yet |
 * | `project-invalid` | a document or an edit breaks the rules of the project |
 * | `option-invalid` | an option of the call is not what it can be |
 * | `effect-unknown` | the document names an effect, look, transition or animation that nobody registered |
 * | `effect-broken` | an effect's shader does not compile, its filter cannot be loaded, or its code or model fails |
 * | `look-unreadable` | a file is not a look in the `.cube` format |
 * | `runtime-missing` | a worker or the ffmpeg core could not be loaded from `assetBase`, or is not this version's |
 * | `encoder-failed` | no encoder could make the clip |
 * | `calibration-unclear` | taps or claps did not fit the beat well enough to calibrate |
 * | `upload-failed` | the upload did not get through, also after its retries |
 * | `upload-refused` | the server answered and said no |
 * | `cancelled` | the caller's signal ended the work |
 */
export const BOOTH_ERROR_CODES = [
  'unsupported-browser',
  'wrong-state',
  'camera-missing',
  'camera-denied',
  'camera-busy',
  'camera-lost',
  'microphone-denied',
  'music-unreadable',
  'music-unreachable',
  'media-unreadable',
  'asset-missing',
  'recording-failed',
  'storage-full',
  'project-empty',
  'project-invalid',
  'option-invalid',
  'effect-unknown',
  'effect-broken',
  'look-unreadable',
  'runtime-missing',
  'encoder-failed',
  'calibration-unclear',
  'upload-failed',
  'upload-refused',
  'cancelled',
] as const;

/** One of {@link BOOTH_ERROR_CODES}. */
export type BoothErrorCode = (typeof BOOTH_ERROR_CODES)[number];

/**
 * The only error that clipbooth throws on purpose. Its message is a sentence that says what happened and what to
 * do; `code` is for programs, `cause` holds what the browser or a library said.
 *
 * @example
 * try { await booth.openCamera(); }
 * catch (error) { if (error instanceof BoothError && error.code === 'camera-denied') showCameraHelp(); }
 */
export class BoothError extends Error {
  override readonly name = 'BoothError';

  constructor(
    /** What happened, for programs. */
    readonly code: BoothErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** Passes a `BoothError` through and wraps anything else with the given code and sentence. */
  static from(error: unknown, code: BoothErrorCode, message: string): BoothError {
    return error instanceof BoothError ? error : new BoothError(code, message, { cause: error });
  }
}

/** Throws `cancelled` if the signal has fired: called between the steps of long work. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled(signal);
}

/** The error of work that its caller ended. */
export function cancelled(signal?: AbortSignal): BoothError {
  return new BoothError('cancelled', 'The work was cancelled.', { cause: signal?.reason });
}
