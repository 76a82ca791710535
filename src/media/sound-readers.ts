import type { SoundReader } from './sound.js';

/** Media whose sound is read part after part: a file stays open from one part to the next. */
export class SoundReaders {
  private readonly readers = new Map<string, Promise<SoundReader | null>>();
  private used = new Set<string>();

  /**
   * Decodes the part `[start, end)` of a medium's sound in seconds of its own time; null where it has none.
   * @param id of the medium, whose bytes are `blob`
   */
  async read(id: string, blob: Blob, start: number, end: number): Promise<AudioBuffer | null> {
    this.used.add(id);
    let reader = this.readers.get(id);
    if (reader === undefined) {
      // What reads files is large, and recording to music does without it.
      reader = import('./sound.js').then(({ SoundReader }) => SoundReader.open(blob));
      this.readers.set(id, reader);
    }
    return (await (await reader)?.read(start, end)) ?? null;
  }

  /** Closes what was not read since the last call; nothing is being read meanwhile. */
  closeUnused(): void {
    for (const [id, reader] of this.readers) {
      if (this.used.has(id)) continue;
      this.readers.delete(id);
      reader.then((opened) => opened?.close()).catch(() => undefined);
    }
    this.used = new Set();
  }

  /** Closes all. Safe to call twice. */
  close(): void {
    this.used.clear();
    this.closeUnused();
  }
}
