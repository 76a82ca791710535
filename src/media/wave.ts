/*
 * The plain WAV: 16-bit samples after a header of 44 bytes. Any moment of it lies at a known byte, so a part is read
 * without a decoder and without the rest. Layout: IBM and Microsoft, Multimedia Programming Interface and Data
 * Specifications 1.0, 1991, "Waveform Audio File Format".
 */

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;
/** Frames that are written at a time. */
const STRETCH = 48_000;

/** Writes sound as a plain WAV. */
export function writeWave(sound: AudioBuffer): Blob {
  const { length, numberOfChannels: channels, sampleRate } = sound;
  const dataBytes = length * channels * BYTES_PER_SAMPLE;
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  const write = (offset: number, text: string) => {
    for (let index = 0; index < text.length; index++) header.setUint8(offset + index, text.charCodeAt(index));
  };
  write(0, 'RIFF');
  header.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  write(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, channels, true);
  header.setUint32(24, sampleRate, true);
  header.setUint32(28, sampleRate * channels * BYTES_PER_SAMPLE, true);
  header.setUint16(32, channels * BYTES_PER_SAMPLE, true);
  header.setUint16(34, 8 * BYTES_PER_SAMPLE, true);
  write(36, 'data');
  header.setUint32(40, dataBytes, true);
  const parts: BlobPart[] = [header];
  for (let start = 0; start < length; start += STRETCH) {
    const frames = Math.min(STRETCH, length - start);
    const bytes = new DataView(new ArrayBuffer(frames * channels * BYTES_PER_SAMPLE));
    for (let channel = 0; channel < channels; channel++) {
      const samples = sound.getChannelData(channel);
      for (let index = 0; index < frames; index++) {
        const value = Math.round((samples[start + index] ?? 0) * 0x8000);
        const clipped = Math.max(-0x8000, Math.min(0x7fff, value));
        bytes.setInt16((index * channels + channel) * BYTES_PER_SAMPLE, clipped, true);
      }
    }
    parts.push(bytes);
  }
  return new Blob(parts, { type: 'audio/wav' });
}

/** A plain WAV that was found to be one. */
export class Wave {
  private constructor(
    private readonly blob: Blob,
    private readonly channels: number,
    private readonly sampleRate: number,
    private readonly frames: number,
  ) {}

  /** Reads a file's header; null where it is no plain WAV. */
  static async open(blob: Blob): Promise<Wave | null> {
    if (blob.size <= HEADER_BYTES) return null;
    const header = new DataView(await blob.slice(0, HEADER_BYTES).arrayBuffer());
    const text = (offset: number, length: number) =>
      String.fromCharCode(...new Uint8Array(header.buffer, offset, length));
    const isPlain =
      text(0, 4) === 'RIFF' &&
      text(8, 8) === 'WAVEfmt ' &&
      header.getUint32(16, true) === 16 &&
      header.getUint16(20, true) === 1 &&
      header.getUint16(34, true) === 8 * BYTES_PER_SAMPLE &&
      text(36, 4) === 'data';
    if (!isPlain) return null;
    const [channels, sampleRate] = [header.getUint16(22, true), header.getUint32(24, true)];
    const dataBytes = Math.min(header.getUint32(40, true), blob.size - HEADER_BYTES);
    const frames = Math.floor(dataBytes / (channels * BYTES_PER_SAMPLE));
    return frames > 0 ? new Wave(blob, channels, sampleRate, frames) : null;
  }

  /** Seconds. */
  get duration(): number {
    return this.frames / this.sampleRate;
  }

  /** The part `[start, end)` in seconds; what lies before or after the sound is silence. */
  async read(start: number, end: number): Promise<AudioBuffer> {
    const { blob, channels, sampleRate, frames } = this;
    const length = Math.max(1, Math.round((end - start) * sampleRate));
    const sound = new AudioBuffer({ length, numberOfChannels: channels, sampleRate });
    const origin = Math.round(start * sampleRate);
    const first = Math.max(0, origin);
    const last = Math.min(frames, origin + length);
    if (first >= last) return sound;
    const byteOf = (frame: number) => HEADER_BYTES + frame * channels * BYTES_PER_SAMPLE;
    const bytes = new DataView(await blob.slice(byteOf(first), byteOf(last)).arrayBuffer());
    for (let channel = 0; channel < channels; channel++) {
      const samples = sound.getChannelData(channel);
      for (let frame = first; frame < last; frame++) {
        const value = bytes.getInt16(((frame - first) * channels + channel) * BYTES_PER_SAMPLE, true);
        samples[frame - origin] = value / 0x8000;
      }
    }
    return sound;
  }
}
