import { FFmpeg } from '@ffmpeg/ffmpeg';
import { BoothError } from '../error.js';
import type { FfmpegCore } from './core.js';

/** A file lent to ffmpeg, by name: its bytes cannot be used until they come back. */
export interface NamedFile {
  readonly name: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** What ffmpeg made, and what it was lent. */
export interface FfmpegResult {
  readonly output: Uint8Array<ArrayBuffer>;
  /** The bytes of each input, in the order in which they were given. */
  readonly inputs: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * ffmpeg, compiled to WebAssembly, in a worker of its own. It only ever reads bytes that clipbooth made itself.
 * Commands run one after another.
 */
export class Ffmpeg {
  private readonly ffmpeg = new FFmpeg();
  private readonly log: string[] = [];
  private queue: Promise<unknown> = Promise.resolve();
  /** Commands that were run since it was loaded. */
  private runs = 0;
  private isClosed = false;

  private constructor(private readonly core: FfmpegCore) {
    this.ffmpeg.on('log', ({ message }) => {
      this.log.push(message);
      if (this.log.length > LOG_LINES) this.log.shift();
    });
  }

  /**
   * Starts ffmpeg.
   * @throws BoothError `runtime-missing`
   */
  static async start(core: FfmpegCore): Promise<Ffmpeg> {
    const started = new Ffmpeg(core);
    await started.load();
    return started;
  }

  private async load(): Promise<void> {
    const { core } = this;
    // What ffmpeg.wasm's types do not know is passed on to its worker: see ffmpeg-worker.ts.
    const config = { classWorkerURL: core.workerUrl, coreURL: core.scriptUrl, core };
    try {
      await this.ffmpeg.load(config);
      this.runs = 0;
    } catch (error) {
      this.close();
      throw new BoothError(
        'runtime-missing',
        'ffmpeg could not be started: close other pages, or try another browser.',
        { cause: error },
      );
    }
  }

  /**
   * Runs a command on files, which are lent to it, and gives the file that it writes.
   * @throws BoothError `encoder-failed` with ffmpeg's last words, `runtime-missing`
   */
  run(args: string[], inputs: NamedFile[], output: string): Promise<FfmpegResult> {
    const result = this.queue.then(() => this.execute(args, inputs, output));
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async execute(args: string[], inputs: NamedFile[], output: string): Promise<FfmpegResult> {
    if (this.runs === MOST_RUNS && !this.isClosed) {
      this.ffmpeg.terminate();
      await this.load();
    }
    this.runs++;
    this.log.length = 0;
    try {
      for (const { name, data } of inputs) await this.ffmpeg.writeFile(name, data);
      const code = await this.ffmpeg.exec(['-hide_banner', '-nostdin', '-y', ...args, output]);
      if (code !== 0) throw new Error(`ffmpeg ended with code ${code}`);
      const lent: Uint8Array<ArrayBuffer>[] = [];
      for (const { name } of inputs) lent.push(await this.take(name));
      return { output: await this.take(output), inputs: lent };
    } catch (error) {
      throw new BoothError(
        'encoder-failed',
        `ffmpeg could not do its part: ${this.log.slice(-4).join(' ')}`,
        {
          cause: error,
        },
      );
    } finally {
      for (const name of [...inputs.map((input) => input.name), output]) {
        await this.ffmpeg.deleteFile(name).catch(() => undefined);
      }
    }
  }

  /** The very bytes of a file, which ffmpeg has no longer. */
  private async take(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const data = await this.ffmpeg.readFile(name);
    if (typeof data === 'string' || !(data.buffer instanceof ArrayBuffer))
      throw new Error('ffmpeg gave no bytes');
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }

  /** Ends ffmpeg, also in the middle of a command. Safe to call twice. */
  close(): void {
    this.isClosed = true;
    this.ffmpeg.terminate();
  }
}

/** ffmpeg for work that needs it in few cases, once or several times side by side: started when first asked for. */
export class FfmpegOnDemand {
  private readonly started: Promise<Ffmpeg>[] = [];

  constructor(private readonly loadCore: () => Promise<FfmpegCore>) {}

  /**
   * @param place which of those that run side by side
   * @throws BoothError `runtime-missing`
   */
  get(place = 0): Promise<Ffmpeg> {
    this.started[place] ??= this.loadCore().then(Ffmpeg.start);
    return this.started[place];
  }

  /** Ends what was started. Safe to call twice. */
  async close(): Promise<void> {
    for (const started of this.started) await started.then((ffmpeg) => ffmpeg.close()).catch(() => undefined);
  }
}

/** Lines of ffmpeg's log kept for an error. */
const LOG_LINES = 20;

/**
 * Commands after which ffmpeg is loaded anew. Each leaves some of the stack behind, since the core ends a command by a
 * throw: after 147 there is none left, whatever they do, and the next one breaks.
 */
const MOST_RUNS = 64;
