import type { Clip } from '../booth/booth.js';
import type { BoothError } from '../error.js';
import type { Project } from '../project/project.js';
import type { UploadResult } from '../upload/target.js';

/** Events of `<clip-booth>`; all bubble and cross shadow roots. */
export interface ClipBoothEventMap {
  /** The document changed. */
  'clip-change': CustomEvent<{ readonly project: Project }>;
  /** A clip was made. */
  'clip-exported': CustomEvent<{ readonly clip: Clip }>;
  /** The person wants the clip to be uploaded. Cancelled, the page sends it itself. */
  'clip-upload': CustomEvent<{ readonly clip: Clip; readonly caption: string }>;
  /** The clip was uploaded. */
  'clip-uploaded': CustomEvent<{
    readonly clip: Clip;
    readonly caption: string;
    readonly result: UploadResult;
  }>;
  /** Something failed; the person sees the sentence too, unless the event is cancelled. */
  'clip-error': CustomEvent<{ readonly error: BoothError }>;
}
