/*
 * The parts of Tone.js that are used, from their own modules: Tone's index makes an audio context as soon as it is
 * imported, with a worker from a blob, before anybody wants sound and against a strict content policy.
 */

// Before Tone's own modules, which are evaluated in the order in which they are named.
import { endSilence } from './quiet-tone.js';

export type { BaseContext } from 'tone/build/esm/core/context/BaseContext.js';
export { Context } from 'tone/build/esm/core/context/Context.js';
export { Gain } from 'tone/build/esm/core/context/Gain.js';
export { OfflineContext } from 'tone/build/esm/core/context/OfflineContext.js';
export { setContext } from 'tone/build/esm/core/Global.js';
export { ToneBufferSource } from 'tone/build/esm/source/buffer/ToneBufferSource.js';

endSilence();
