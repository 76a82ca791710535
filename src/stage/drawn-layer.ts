import { ImageSource, type TextureSource } from 'pixi.js';
import { DRAW_HEIGHT, type DrawEffect, type DrawValues } from '../effects/define.js';
import { BoothError } from '../error.js';

/** The canvas of an effect that draws, as a texture. It is drawn anew only when something of it changes. */
export class DrawnLayer {
  private readonly canvas = new OffscreenCanvas(1, 1);
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly source = new ImageSource({ resource: this.canvas, addressMode: 'clamp-to-edge' });
  private definition: DrawEffect | null = null;
  private drawn = '';

  constructor() {
    const context = this.canvas.getContext('2d');
    if (context === null) throw new Error('No 2D canvas');
    this.context = context;
  }

  /**
   * Draws an effect for a frame of that size, and gives the texture.
   * @throws BoothError `effect-broken` where its function fails
   */
  draw(
    definition: DrawEffect,
    { params, time }: Omit<DrawValues, 'width'>,
    frame: { width: number; height: number },
  ): TextureSource {
    const [width, height] = [Math.ceil(frame.width), Math.ceil(frame.height)];
    const state = JSON.stringify([params, time, width, height]);
    if (definition === this.definition && state === this.drawn) return this.source;
    this.definition = null;
    const { canvas, context, source } = this;
    // Setting a size clears the canvas, and forgets all that the effect before it set.
    canvas.width = width;
    canvas.height = height;
    const scale = height / DRAW_HEIGHT;
    context.scale(scale, scale);
    try {
      definition.draw(context, { params, time, width: width / scale });
    } catch (error) {
      throw BoothError.from(error, 'effect-broken', `The effect ${definition.name} fails: ${error}`);
    }
    source.resize(width, height);
    source.update();
    this.definition = definition;
    this.drawn = state;
    return source;
  }

  /** Frees the texture. Safe to call twice. */
  close(): void {
    if (!this.source.destroyed) this.source.destroy();
  }
}
