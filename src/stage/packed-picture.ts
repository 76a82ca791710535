import { RenderTarget, TextureSource, type WebGLRenderer } from 'pixi.js';
import { BLOCK, type I420Layout, i420Layout, unpackBlocks } from './i420.js';
import { PackedReader } from './packed-reader.js';

/** A picture that is packed for an encoder, a block of it in each texel of a target, and its way out of the GPU. */
export class PackedPicture {
  /** Made when first needed. */
  private drawn: RenderTarget | null = null;
  private blocks = new Uint32Array();
  private readonly reader: PackedReader;

  constructor(
    private readonly renderer: WebGLRenderer,
    private size: { width: number; height: number },
  ) {
    this.reader = new PackedReader(renderer.gl);
  }

  /** Changes the size of the picture. */
  resize(size: { width: number; height: number }): void {
    this.size = size;
    this.drawn?.resize(this.across, this.down);
  }

  /** The layout of what {@link read} reads. */
  get layout(): I420Layout {
    return i420Layout(this.size.width, this.size.height);
  }

  /** How it is read on this device, once that has been measured. */
  get readBack(): PackedReader['winner'] {
    return this.reader.winner;
  }

  /** What it is drawn on. */
  get target(): RenderTarget {
    this.drawn ??= new RenderTarget({
      colorTextures: [
        new TextureSource({
          width: this.across,
          height: this.down,
          format: 'rgba32uint',
          scaleMode: 'nearest',
        }),
      ],
    });
    return this.drawn;
  }

  /** Blocks from left to right, and from top to bottom. */
  private get across(): number {
    return this.layout.stride / BLOCK.width;
  }

  private get down(): number {
    return this.size.height / BLOCK.height;
  }

  /** Has the GPU draw it, and bring it out where that is quicker. */
  begin(): void {
    this.bind();
    this.reader.begin(this.across, this.down);
  }

  /** Waits for it, and puts it into `bytes`. */
  read(bytes: Uint8Array): void {
    const words = this.across * this.down * 4;
    if (this.blocks.length !== words) this.blocks = new Uint32Array(words);
    // Nothing is read where the GPU was taken away: the picture before must not stand in for this one.
    this.blocks[0] = 0;
    this.bind();
    this.reader.finish(this.across, this.down, this.blocks);
    unpackBlocks(this.blocks, this.layout, bytes);
  }

  private bind(): void {
    this.renderer.renderTarget.bind({ target: this.target, clear: false });
  }

  /** Frees what it holds on the GPU. */
  close(): void {
    this.drawn?.colorTexture.destroy();
    this.drawn?.destroy();
    this.reader.close();
  }
}
