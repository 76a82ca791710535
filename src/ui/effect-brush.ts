import type { ReactiveController } from 'lit';
import type { BoothEventMap } from '../booth/events.js';
import { createId } from '../project/create.js';
import { addEffect, updateEffect } from '../project/edits.js';
import { lastPictureTime } from '../project/pictures.js';
import { clipDuration } from '../project/timeline.js';
import type { BoothElement } from './booth-element.js';

/** A press longer than this paints. */
const HOLD_MS = 300;

/** Paints an effect onto the clip: while a press is held the clip plays, and what is played gets the effect. */
export class EffectBrush implements ReactiveController {
  private holdTimer: ReturnType<typeof setTimeout> | undefined;
  private painting: { readonly id: string; readonly stop: AbortController } | null = null;
  private hasPainted = false;

  constructor(private readonly host: BoothElement) {
    host.addController(this);
  }

  /** An effect is pressed. */
  press(effect: string): void {
    this.hasPainted = false;
    clearTimeout(this.holdTimer);
    this.holdTimer = setTimeout(() => this.paint(effect), HOLD_MS);
  }

  /** It is let go, or taken away. */
  readonly release = (): void => {
    clearTimeout(this.holdTimer);
    this.end();
  };

  /** Whether the press that has just ended has painted: the click that comes of it is none. Asked again, it is forgotten. */
  hasJustPainted(): boolean {
    const { hasPainted } = this;
    this.hasPainted = false;
    return hasPainted;
  }

  hostDisconnected(): void {
    this.release();
  }

  private paint(effect: string): void {
    const { booth, perform } = this.host.ui;
    this.hasPainted = true;
    perform(async () => {
      const stop = new AbortController();
      const painting = { id: createId('effect'), stop };
      this.painting = painting;
      const frame = 1 / booth.project.frameRate;
      const start = Math.min(booth.time, lastPictureTime(booth.project));
      const merge = { merge: `paint ${painting.id}` };
      booth.edit(addEffect(effect, { id: painting.id, range: { start, end: start + frame } }), merge);
      const follow = ({ detail }: BoothEventMap['timeupdate']) => {
        const end = Math.max(start + frame, detail.time);
        booth.edit(updateEffect(painting.id, { range: { start, end } }), merge);
        if (!detail.playing && detail.time >= clipDuration(booth.project)) this.end();
      };
      await booth.play();
      booth.addEventListener('timeupdate', follow, { signal: stop.signal });
    });
  }

  private end(): void {
    if (this.painting === null) return;
    this.painting.stop.abort();
    this.painting = null;
    this.host.ui.booth.pause();
  }
}
