import { BufferImageSource, ImageSource, type TextureSource, type WebGLRenderer } from 'pixi.js';
import { Contest } from './contest.js';

/** How a frame gets into a texture: as it is, or copied out as bytes first. */
type Upload = 'frame' | 'bytes';

/**
 * The texture that holds the picture being drawn. On a GPU a decoded frame is cheapest uploaded as it is; on software
 * GL its bytes are, by far. So the first frames try both, and the faster is kept.
 */
export class PictureTexture {
  private textures: {
    readonly width: number;
    readonly height: number;
    readonly frame: ImageSource;
    readonly bytes: BufferImageSource;
    readonly pixels: Uint8Array;
  } | null = null;
  private shown: TextureSource | null = null;
  private readonly contest = new Contest<Upload>(['bytes', 'frame']);

  constructor(private readonly renderer: WebGLRenderer) {}

  /** What to draw, or null before the first frame. */
  get source(): TextureSource | null {
    return this.shown;
  }

  /** The way that won, or null while it is still being measured. */
  get upload(): Upload | null {
    return this.contest.winner;
  }

  /** Puts a frame into the texture. The frame is not needed afterwards and stays the caller's to close. */
  async load(frame: VideoFrame): Promise<void> {
    const rect = frame.visibleRect;
    const width = rect?.width ?? frame.displayWidth;
    const height = rect?.height ?? frame.displayHeight;
    if (
      this.textures === null ||
      this.textures.bytes.width !== width ||
      this.textures.bytes.height !== height
    ) {
      this.allocate(width, height);
    }
    const way = this.contest.next;
    const start = performance.now();
    await this.put(frame, way);
    if (this.contest.winner === null) this.measure(way, start);
  }

  private async put(frame: VideoFrame, way: Upload): Promise<void> {
    if (this.textures === null) return;
    if (way === 'bytes') {
      const { bytes, pixels } = this.textures;
      await frame.copyTo(pixels, { format: 'RGBX' });
      bytes.update();
      this.shown = bytes;
    } else {
      const { frame: texture, width: displayWidth, height: displayHeight } = this.textures;
      // A camera may say that its frames are to be shown at another size than they have.
      const asItIs = new VideoFrame(frame, { displayWidth, displayHeight });
      texture.resource = asItIs;
      texture.update();
      // The first update of a texture happens when it is bound: do it now, while the frame is open.
      this.renderer.texture.initSource(texture);
      asItIs.close();
      this.shown = texture;
    }
  }

  private measure(way: Upload, start: number): void {
    // A GPU works on its own time: reading a pixel back waits for it.
    const { gl } = this.renderer;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    this.contest.note(way, performance.now() - start);
  }

  private allocate(width: number, height: number): void {
    if (this.textures?.width === width && this.textures.height === height) return;
    const pixels = new Uint8Array(width * height * 4);
    if (this.textures === null) {
      const options = {
        width,
        height,
        alphaMode: 'no-premultiply-alpha',
        addressMode: 'clamp-to-edge',
      } as const;
      const bytes = new BufferImageSource({ ...options, resource: pixels, format: 'rgba8unorm' });
      const frame = new ImageSource({ ...options, format: 'rgba8unorm' });
      this.textures = { width, height, pixels, bytes, frame };
      return;
    }
    const { bytes, frame } = this.textures;
    bytes.resource = pixels;
    bytes.resize(width, height);
    frame.resize(width, height);
    this.textures = { width, height, pixels, bytes, frame };
  }

  /**
   * Chooses how the texture is sampled: `nearest` is cheaper, and the same where each of its pixels falls on one of the
   * frame.
   */
  sample(mode: 'nearest' | 'linear'): void {
    const style = this.shown?.style;
    if (style === undefined || style.magFilter === mode) return;
    style.scaleMode = mode;
    style.update();
  }

  /** Frees the textures. Safe to call twice. */
  close(): void {
    this.textures?.bytes.destroy();
    this.textures?.frame.destroy();
    this.textures = this.shown = null;
  }
}
