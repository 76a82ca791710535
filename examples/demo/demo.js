import '/dist/standalone/clipbooth-element.js';
import { makePerformer } from '/performer.js';

/* The demo page: a booth with a song, and a made-up performer for people without a camera. */

const booth = document.querySelector('clip-booth');
document.querySelector('#sample').addEventListener('click', () => {
  booth.booth.openCamera({ stream: makePerformer() });
});
