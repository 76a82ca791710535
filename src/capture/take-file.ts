import { BufferTarget, StreamTarget, type StreamTargetChunk } from 'mediabunny';
import { storageError } from '../media/assets.js';

/** The file that a take is written to: in the origin private file system, else in memory. */
export class TakeFile {
  private constructor(
    readonly target: StreamTarget | BufferTarget,
    private readonly handle: FileSystemSyncAccessHandle | null,
  ) {}

  /**
   * @param directory folder of the file; null keeps it in memory
   * @param onStored is told when more is on the disk, and would outlast a crash
   */
  static async create(
    directory: FileSystemDirectoryHandle | null,
    id: string,
    onStored: () => void,
  ): Promise<TakeFile> {
    if (directory === null) return new TakeFile(new BufferTarget(), null);
    const file = await directory.getFileHandle(id, { create: true });
    const handle = await file.createSyncAccessHandle();
    const writable = new WritableStream<StreamTargetChunk>({
      write({ data, position }) {
        try {
          const written = handle.write(data, { at: position });
          if (written < data.byteLength) throw new DOMException('No room left', 'QuotaExceededError');
          handle.flush();
        } catch (error) {
          // What came before can be read where nothing half written follows it.
          handle.truncate(position);
          throw storageError(error);
        }
        onStored();
      },
    });
    return new TakeFile(new StreamTarget(writable), handle);
  }

  /** Closes the file; gives its content where it is in memory. Safe to call twice. */
  finish(): Blob | null {
    this.handle?.close();
    const { target } = this;
    return target instanceof BufferTarget && target.buffer !== null
      ? new Blob([target.buffer], { type: 'video/mp4' })
      : null;
  }
}
