import { Contest } from './contest.js';

/** How what was packed gets out of the GPU: when it is asked for, or into a buffer while other work is done. */
type ReadBack = 'direct' | 'buffer';

/**
 * Reads what was packed. A GPU brings it to a buffer meanwhile, which saves waiting for it; where software draws, the
 * buffer is a copy more. The first pictures try both, and the faster stays.
 */
export class PackedReader {
  private readonly contest = new Contest<ReadBack>(['direct', 'buffer']);
  private way: ReadBack = 'direct';
  private buffer: WebGLBuffer | null = null;
  private fence: WebGLSync | null = null;
  private spentMs = 0;

  constructor(private readonly gl: WebGL2RenderingContext) {}

  /** The way that won, or null while it is still being measured. */
  get winner(): ReadBack | null {
    return this.contest.winner;
  }

  /** To be called when the picture is being drawn on the bound framebuffer, of so many texels. */
  begin(width: number, height: number): void {
    const { gl } = this;
    const start = performance.now();
    this.way = this.contest.next;
    if (this.way === 'buffer') {
      this.bindBuffer(width * height * 16);
      gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, 0);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      this.fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    }
    gl.flush();
    this.spentMs = performance.now() - start;
  }

  private bindBuffer(byteLength: number): void {
    const { gl } = this;
    // One that was lost with the GPU is none any more.
    if (this.buffer === null || !gl.isBuffer(this.buffer)) this.buffer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, byteLength, gl.STREAM_READ);
  }

  /**
   * Waits for the picture, and puts its texels into `words`, four each; the framebuffer must be bound again. Where the
   * browser has taken the GPU away, nothing is put there.
   */
  finish(width: number, height: number, words: Uint32Array): void {
    const { gl } = this;
    const start = performance.now();
    if (this.way === 'buffer') {
      // Browsers that have seen the fence passed need not ask the GPU's process again.
      if (this.fence !== null) gl.clientWaitSync(this.fence, gl.SYNC_FLUSH_COMMANDS_BIT, 0);
      gl.deleteSync(this.fence);
      this.fence = null;
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.buffer);
      gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, words);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    } else gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, words);
    this.contest.note(this.way, this.spentMs + performance.now() - start);
  }

  /** Frees the buffer. Safe to call twice. */
  close(): void {
    this.gl.deleteBuffer(this.buffer);
    this.buffer = null;
  }
}
