import { BoothError } from '../error.js';

/** Where media are found by id: a store, or simply a Map of Blobs. */
export interface AssetSource {
  get(id: string): Blob | undefined | Promise<Blob | undefined>;
}

/**
 * The Blob of a medium.
 * @throws BoothError `asset-missing`
 */
export async function requireAsset(assets: AssetSource, id: string): Promise<Blob> {
  const blob = await assets.get(id);
  if (blob === undefined) {
    throw new BoothError(
      'asset-missing',
      `The medium ${id} is not in the asset store: record or import it again.`,
    );
  }
  return blob;
}

/** Folder of the origin private file system that holds a folder for each store. */
const ROOT = 'clipbooth';

/**
 * Media of one project in the origin private file system, where they survive a crash; in memory where the browser
 * has none, as in some private windows.
 */
export class AssetStore implements AssetSource {
  private readonly memory = new Map<string, Blob>();

  private constructor(
    private readonly name: string,
    /** The store's folder, for a worker that writes there; null in memory. */
    readonly directory: FileSystemDirectoryHandle | null,
  ) {}

  /** Opens the store of that name, new or as it was left. */
  static async open(name: string): Promise<AssetStore> {
    try {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
      return new AssetStore(name, await root.getDirectoryHandle(name, { create: true }));
    } catch {
      return new AssetStore(name, null);
    }
  }

  /**
   * Keeps a medium under an id.
   * @throws BoothError `storage-full`
   */
  async put(id: string, blob: Blob): Promise<void> {
    if (this.directory === null) {
      this.memory.set(id, blob);
      return;
    }
    try {
      const file = await this.directory.getFileHandle(id, { create: true });
      const writable = await file.createWritable();
      await blob.stream().pipeTo(writable);
    } catch (error) {
      throw storageError(error);
    }
  }

  async get(id: string): Promise<Blob | undefined> {
    if (this.directory === null) return this.memory.get(id);
    const file = await this.directory.getFileHandle(id).catch(() => undefined);
    return file?.getFile();
  }

  /** Forgets a medium; one that is not there is no error. */
  async remove(id: string): Promise<void> {
    this.memory.delete(id);
    await this.directory?.removeEntry(id).catch(() => undefined);
  }

  /** Removes the store with all it holds. Safe to call twice. */
  async destroy(): Promise<void> {
    this.memory.clear();
    if (this.directory === null) return;
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT);
    await root.removeEntry(this.name, { recursive: true }).catch(() => undefined);
  }
}

/** The error of a write that failed. */
export function storageError(error: unknown): BoothError {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
    ? new BoothError('storage-full', 'The device has no room left: delete something, then record again.', {
        cause: error,
      })
    : BoothError.from(error, 'recording-failed', 'The file could not be written on this device: try again.');
}
