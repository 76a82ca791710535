import type { Failure } from '../media/failure.js';
import type { RuntimeFacts } from '../media/manifest.js';

/** What the page asks of the core worker, once: where ffmpeg's core is, and what it must be. */
export interface CoreRequest {
  readonly url: string;
  readonly facts: RuntimeFacts | undefined;
}

/** What it answers. */
export type CoreReply =
  | { readonly type: 'ready' }
  /** The part of the core that has come. */
  | { readonly type: 'progress'; readonly value: number }
  | { readonly type: 'compiled'; readonly module: WebAssembly.Module }
  | Failure;
