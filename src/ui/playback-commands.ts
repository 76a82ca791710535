import type { Booth } from '../booth/booth.js';
import { clipDuration } from '../project/timeline.js';
import type { Command } from './shortcuts.js';

/** Does what a key asks for that the booth alone can do; false for what a screen has to do. */
export function runOnBooth(command: Command, booth: Booth, perform: (work: () => unknown) => void): boolean {
  const duration = clipDuration(booth.project);
  const seek = (time: number) => perform(() => booth.seek(Math.min(duration, Math.max(0, time))));
  const canEdit = booth.state === 'ready' || booth.state === 'editing';
  switch (command) {
    case 'undo':
      if (canEdit) booth.undo();
      return true;
    case 'redo':
      if (canEdit) booth.redo();
      return true;
    case 'play':
      perform(() => (booth.playing ? booth.pause() : booth.play()));
      return true;
    case 'pause':
      booth.pause();
      return true;
    case 'play-back':
      perform(() => booth.play({ backwards: true }));
      return true;
    case 'play-on':
      perform(() => booth.play());
      return true;
    case 'back':
      seek(booth.time - 1 / booth.project.frameRate);
      return true;
    case 'forward':
      seek(booth.time + 1 / booth.project.frameRate);
      return true;
    case 'leap-back':
      seek(booth.time - 1);
      return true;
    case 'leap-forward':
      seek(booth.time + 1);
      return true;
    case 'first':
      seek(0);
      return true;
    case 'last':
      seek(duration);
      return true;
    default:
      return false;
  }
}
