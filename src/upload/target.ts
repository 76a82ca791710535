/** What is sent: a clip, or anything else that has its file. */
export interface Uploadable {
  readonly file: File;
}

/** What a server answered. */
export interface UploadResult {
  /** Where the file can be found, as far as the server or the address says; else null. */
  readonly url: string | null;
  /** HTTP status. */
  readonly status: number;
  /** The answer's text. */
  readonly body: string;
}

/** What an attempt to send is given. */
export interface UploadAttempt {
  /** Ends the attempt. */
  readonly signal: AbortSignal;
  /** Called with the part that was sent, from 0 to 1. */
  readonly onProgress: (value: number) => void;
}

/** A place that a clip can be sent to. */
export interface UploadTarget {
  /**
   * Sends the file once. It throws BoothError `upload-refused` where the server said no, `cancelled` where the signal
   * fired, and {@link UploadInterrupted} where another attempt may get through.
   */
  send(file: File, attempt: UploadAttempt): Promise<UploadResult>;
}

/** An attempt that did not get through, for a reason that may pass. */
export class UploadInterrupted extends Error {
  override readonly name = 'UploadInterrupted';

  constructor(
    message: string,
    /** How long the server asks to wait, in milliseconds, or null. */
    readonly retryAfterMs: number | null,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
