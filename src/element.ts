/**
 * Registers `<clip-booth>`. On a server it only gives the classes.
 *
 * @packageDocumentation
 */

import { BoothBar } from './ui/bar.js';
import { ClipBooth } from './ui/clip-booth.js';
import type { ClipBoothEventMap } from './ui/clip-booth-events.js';
import { defineElements } from './ui/define.js';
import { DraftList } from './ui/draft-list.js';
import { BoothNotes } from './ui/notes.js';
import { BoothPicture } from './ui/picture.js';
import { RecordScreen } from './ui/record-screen.js';
import { ShortcutsSheet } from './ui/shortcuts-sheet.js';
import { BoothShutter } from './ui/shutter.js';
import { BoothTools } from './ui/tools.js';
import { BoothWelcome } from './ui/welcome.js';

export { ENGLISH, type Texts } from './languages/english.js';
export { ClipBooth } from './ui/clip-booth.js';
export type { ClipBoothEventMap } from './ui/clip-booth-events.js';
export { FEATURES, type Feature } from './ui/features.js';
export type { Sound } from './ui/sound-picker.js';

/** What recording needs; the rest is in `ui/parts.ts`. */
const ELEMENTS = {
  'clip-booth': ClipBooth,
  'clip-booth-bar': BoothBar,
  'clip-booth-drafts': DraftList,
  'clip-booth-notes': BoothNotes,
  'clip-booth-picture': BoothPicture,
  'clip-booth-record-screen': RecordScreen,
  'clip-booth-shortcuts': ShortcutsSheet,
  'clip-booth-shutter': BoothShutter,
  'clip-booth-tools': BoothTools,
  'clip-booth-welcome': BoothWelcome,
};

defineElements(ELEMENTS);

declare global {
  interface HTMLElementTagNameMap {
    'clip-booth': ClipBooth;
  }
  // They bubble: up to the document too.
  interface GlobalEventHandlersEventMap extends ClipBoothEventMap {}
}
