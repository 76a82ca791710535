import { EncodedPacketSink } from 'mediabunny';
import { BoothError } from '../../error.js';
import { openMedia } from '../../media/open.js';
import type { FfmpegOnDemand } from '../ffmpeg.js';
import {
  type EncoderOptions,
  KEY_FRAME_INTERVAL,
  type PictureEncoder,
  type PicturePacket,
} from './encoder.js';

/**
 * Memory for raw pictures in bytes: of the batch that is filled, and of those that are encoded. A batch is a group of
 * pictures that ffmpeg encodes in one go, so that the whole clip is never in memory: 12 pictures at 720x1280, where two
 * of ffmpeg run side by side. With twice as many, processors have 1 or 2 % less to do.
 */
const BATCHES_BYTES = 48 * 2 ** 20;

/**
 * How many of ffmpeg run side by side at most: each takes some 30 MiB of memory besides its batch. It has one thread, and
 * its build with more needs a page that is isolated from other origins, a gigabyte, and is known to hang.
 */
const MOST_SIDE_BY_SIDE = 3;

/** Number of the parameter sets of this encoder (ITU-T H.264, 7.4.2.1.1). */
const PARAMETER_SET = 1;

/**
 * libx264 in ffmpeg.wasm, for browsers without a working H.264 encoder. Pictures are handed over in batches, each a
 * closed group of pictures that needs no other, to as many of ffmpeg as the machine has cores for, in turns, while the
 * next are being drawn.
 */
export class FfmpegEncoder implements PictureEncoder {
  readonly name = 'ffmpeg';
  readonly description = 'libx264 ultrafast in ffmpeg.wasm';
  private readonly pictureBytes: number;
  private readonly batchSize: number;
  private batch: Uint8Array<ArrayBuffer>;
  /** Memory of batches that are encoded, for the next ones: what is only dropped may stay for long. */
  private readonly free: Uint8Array<ArrayBuffer>[] = [];
  private filled = 0;
  private batches = 0;
  /** What is being encoded, in the order of the pictures. */
  private readonly running: Promise<PicturePacket[]>[] = [];

  constructor(
    private readonly ffmpeg: FfmpegOnDemand,
    private readonly options: EncoderOptions,
    private readonly sideBySide = Math.min(MOST_SIDE_BY_SIDE, navigator.hardwareConcurrency),
  ) {
    const { layout, frameRate } = options;
    this.pictureBytes = layout.byteLength;
    const longest = KEY_FRAME_INTERVAL * frameRate;
    const batchBytes = BATCHES_BYTES / (this.sideBySide + 1);
    this.batchSize = Math.max(1, Math.min(longest, Math.floor(batchBytes / this.pictureBytes)));
    this.batch = this.nextBatch();
  }

  private nextBatch(): Uint8Array<ArrayBuffer> {
    return this.free.pop() ?? new Uint8Array(this.batchSize * this.pictureBytes);
  }

  async encode(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.batch.set(bytes, this.filled * this.pictureBytes);
    this.filled++;
    if (this.filled === this.batchSize) await this.encodeBatch();
  }

  async flush(): Promise<void> {
    if (this.filled > 0) await this.encodeBatch();
    while (this.running.length > 0) await this.deliver();
  }

  /** Hands the batch over to the next of ffmpeg, once that one is free: so few are in memory. */
  private async encodeBatch(): Promise<void> {
    if (this.running.length === this.sideBySide) await this.deliver();
    const pictures = this.batch.subarray(0, this.filled * this.pictureBytes);
    const packets = this.runBatch(pictures, this.batches++);
    // It is awaited in its turn; until then its failure must not count as unhandled.
    packets.catch(() => undefined);
    this.running.push(packets);
    this.batch = this.nextBatch();
    this.filled = 0;
  }

  /** Waits for the earliest batch and passes its packets on. */
  private async deliver(): Promise<void> {
    for (const packet of (await this.running.shift()) ?? []) this.options.onPacket(packet);
  }

  private async runBatch(pictures: Uint8Array<ArrayBuffer>, index: number): Promise<PicturePacket[]> {
    const { layout, frameRate, bitrateBps, bitrateIs } = this.options;
    const args = [
      ...[
        '-f',
        'rawvideo',
        '-pix_fmt',
        'yuv420p',
        '-s',
        `${layout.stride}x${layout.height}`,
        '-r',
        `${frameRate}`,
      ],
      ...['-color_range', 'tv', '-colorspace', 'bt709', '-i', 'pictures.yuv'],
      ...(layout.stride === layout.width ? [] : ['-vf', `crop=${layout.width}:${layout.height}:0:0`]),
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'high'],
      ...(bitrateIs === 'most' ? ['-crf', '20'] : ['-b:v', `${bitrateBps}`]),
      // The buffer is filled anew for each batch: a large one would let every batch overshoot.
      ...['-maxrate', `${bitrateBps}`],
      ...['-bufsize', `${Math.round((bitrateBps * this.batchSize) / frameRate / 2)}`],
      // Ultrafast leaves the first two out for speed; they make the stream High and a good tenth smaller. The number of
      // the parameter sets lets them stand beside those of the browser's encoder, which have none.
      ...['-x264-params', `8x8dct=1:cabac=1:bframes=0:scenecut=0:sps-id=${PARAMETER_SET}`],
      ...['-g', `${KEY_FRAME_INTERVAL * frameRate}`, '-f', 'mp4'],
    ];
    // Where there is no room for another, the first does the work of all.
    const ffmpeg = await this.ffmpeg.get(index % this.sideBySide).catch(() => this.ffmpeg.get());
    const files = [{ name: 'pictures.yuv', data: pictures }];
    const { output, inputs } = await ffmpeg.run(args, files, 'segment.mp4');
    this.free.push(...inputs.map(({ buffer }) => new Uint8Array(buffer)));
    using input = openMedia(new Blob([output]));
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new BoothError('encoder-failed', 'ffmpeg encoded no pictures.');
    const config = (await track.getDecoderConfig()) ?? undefined;
    const packets: PicturePacket[] = [];
    for await (const { data, type } of new EncodedPacketSink(track).packets()) {
      const isFirst = index === 0 && packets.length === 0;
      packets.push({
        data: new Uint8Array(data),
        isKey: type === 'key',
        config: isFirst ? config : undefined,
      });
    }
    return packets;
  }

  close(): void {
    // ffmpeg belongs to whoever loaded it.
  }
}
