import { makePerformer } from '../examples/demo/performer.js';

/** The demo's made-up performer: a stream that needs no camera and no permission. */
export function madeUpPerformer(): MediaStream {
  return makePerformer();
}
