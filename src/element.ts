/**
 * Registers `<clip-booth>`. On a server it only gives the classes.
 *
 * @packageDocumentation
 */

import { ClipBooth, type ClipBoothEventMap } from './ui/clip-booth.js';
import { EditScreen } from './ui/edit-screen.js';
import { EffectStrip } from './ui/effect-strip.js';
import { RecordScreen } from './ui/record-screen.js';
import { ShareScreen } from './ui/share-screen.js';
import { SoundPicker } from './ui/sound-picker.js';
import { TextHandles } from './ui/text-handles.js';

export { ClipBooth, type ClipBoothEventMap } from './ui/clip-booth.js';
export type { Sound } from './ui/sound-picker.js';
export { ENGLISH, type Texts } from './ui/texts.js';

const ELEMENTS = {
  'clip-booth': ClipBooth,
  'clip-booth-record-screen': RecordScreen,
  'clip-booth-edit-screen': EditScreen,
  'clip-booth-share-screen': ShareScreen,
  'clip-booth-effect-strip': EffectStrip,
  'clip-booth-sound-picker': SoundPicker,
  'clip-booth-text-handles': TextHandles,
};

if (typeof customElements !== 'undefined') {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (customElements.get(name) === undefined) customElements.define(name, element);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'clip-booth': ClipBooth;
  }
  interface HTMLElementEventMap extends ClipBoothEventMap {}
}
