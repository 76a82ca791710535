import { ImageSource, Texture } from 'pixi.js';
import type { TextStyle } from '../project/overlay.js';
import { breakLines, lettersOf, placeWords, type TextLine } from './text-layout.js';

/** Lines longer than this part of the frame's width are wrapped. */
const WRAP_WIDTH = 0.9;
/** As parts of the font size: the distance of lines, the outline, and how far a background reaches beyond its line. */
const LINE_HEIGHT = 1.24;
const OUTLINE_WIDTH = 0.16;
const PADDING_X = 0.32;
const CORNER = 0.22;
/** Longest side of a texture in pixels; larger texts are drawn smaller and enlarged. Every WebGL 2 takes 2048. */
const LONGEST_SIDE = 2048;

/** What of a text is drawn in a special way. */
export interface TextMoment {
  /** How many of its letters are there. */
  readonly letters: number;
  /** Number of the word that is highlighted, and its colour. */
  readonly highlighted: { readonly word: number; readonly color: string } | null;
}

/**
 * A text as a texture, drawn by the browser's own text engine, which knows emoji and every script. It is drawn anew
 * only when something of it changes.
 */
export class TextPicture {
  readonly texture: Texture;
  /** Pixels of the texture for each pixel of the frame, at most 1. */
  readonly resolution: number;
  /** Letters in the text. */
  readonly letterCount: number;
  private readonly canvas: OffscreenCanvas;
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly lines: readonly TextLine[];
  private readonly width: number;
  private drawn: string | null = null;

  constructor(
    text: string,
    private readonly style: TextStyle,
    private readonly fontSize: number,
    frameWidth: number,
  ) {
    this.canvas = new OffscreenCanvas(1, 1);
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('No 2D canvas');
    this.context = context;
    context.font = this.font;
    this.lines = breakLines(text, frameWidth * WRAP_WIDTH, this.measure);
    this.letterCount = lettersOf(text.replace(/\s/g, '')).length;
    const margin = 2 * this.margin;
    this.width = Math.max(1, ...this.lines.map(({ width }) => width)) + margin;
    const height = this.lines.length * fontSize * LINE_HEIGHT + margin;
    this.resolution = Math.min(1, LONGEST_SIDE / Math.max(this.width, height));
    this.canvas.width = Math.ceil(this.width * this.resolution);
    this.canvas.height = Math.ceil(height * this.resolution);
    this.texture = new Texture({ source: new ImageSource({ resource: this.canvas }) });
  }

  private get font(): string {
    const { italic, weight, font } = this.style;
    return `${italic ? 'italic ' : ''}${weight} ${this.fontSize}px ${font}`;
  }

  /** Room around the lines for outlines, backgrounds and what reaches out of its line. */
  private get margin(): number {
    return this.fontSize * 0.4;
  }

  private readonly measure = (text: string) => this.context.measureText(text).width;

  /** Draws the text as it is at a moment; nothing happens where it is drawn so already. */
  draw(moment: TextMoment): void {
    const letters = Math.min(moment.letters, this.letterCount);
    const state = `${letters} ${moment.highlighted?.word} ${moment.highlighted?.color}`;
    if (state === this.drawn) return;
    this.drawn = state;
    const { context, canvas, fontSize, style } = this;
    context.resetTransform();
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.scale(this.resolution, this.resolution);
    context.font = this.font;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.lineJoin = 'round';
    context.lineWidth = fontSize * OUTLINE_WIDTH;
    if (style.background !== null && letters > 0) this.drawBackgrounds(style.background);
    const isWhole = letters === this.letterCount && moment.highlighted === null;
    const pieces = this.lines.flatMap((line, row) =>
      isWhole
        ? [{ text: line.text, x: 0, index: -1, direction: line.direction, row }]
        : placeWords(line, this.measure).map((word) => ({ ...word, row })),
    );
    // Letters come in the order of reading, wherever a word lies in its line.
    const inOrder = pieces.toSorted((a, b) => a.row - b.row || a.index - b.index);
    let left = letters;
    const shown = inOrder.map((piece) => {
      const own = lettersOf(piece.text);
      const count = isWhole ? own.length : Math.min(own.length, Math.max(0, left));
      left -= own.length;
      return { ...piece, text: count === own.length ? piece.text : own.slice(0, count).join('') };
    });
    // Every outline lies under every letter.
    for (const isOutline of [true, false]) {
      if (isOutline && style.outline === null) continue;
      for (const { text, x, index, direction, row } of shown) {
        const line = this.lines[row];
        if (line === undefined || text === '') continue;
        context.direction = direction;
        const at = [this.leftOf(line) + x, this.baselineOf(row)] as const;
        if (isOutline) {
          context.strokeStyle = style.outline ?? '';
          context.strokeText(text, ...at);
        } else {
          context.fillStyle = moment.highlighted?.word === index ? moment.highlighted.color : style.color;
          context.fillText(text, ...at);
        }
      }
    }
    this.texture.source.update();
  }

  private drawBackgrounds(color: string): void {
    const { context, fontSize } = this;
    context.fillStyle = color;
    context.beginPath();
    for (const [row, line] of this.lines.entries()) {
      if (line.text === '') continue;
      const top = this.margin + row * fontSize * LINE_HEIGHT;
      context.roundRect(
        this.leftOf(line) - fontSize * PADDING_X,
        top - fontSize * 0.02,
        line.width + 2 * fontSize * PADDING_X,
        fontSize * (LINE_HEIGHT + 0.04),
        fontSize * CORNER,
      );
    }
    context.fill();
  }

  private leftOf({ width, direction }: TextLine): number {
    const room = this.width - 2 * this.margin - width;
    const { align } = this.style;
    if (align === 'center') return this.margin + room / 2;
    return this.margin + ((align === 'start') === (direction === 'ltr') ? 0 : room);
  }

  private baselineOf(row: number): number {
    // The letters' middle, between capitals and descenders, lies in the middle of the line.
    return this.margin + (row + 0.5) * this.fontSize * LINE_HEIGHT + this.fontSize * 0.35;
  }

  /** Frees the texture. Safe to call twice. */
  close(): void {
    if (!this.texture.destroyed) this.texture.destroy(true);
  }
}
