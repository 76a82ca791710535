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

/** How long a page that is gone may take to let go of its stores, and how often it is asked, in milliseconds. */
const LET_GO_MS = 300;
const ASK_AGAIN_MS = 50;

/**
 * Media of one project in the origin private file system, where they survive a crash; in memory where the browser
 * has none, as in some private windows. Whoever has a store open holds a lock on it, which a page that crashes loses.
 */
export class AssetStore implements AssetSource {
  private readonly memory = new Map<string, Blob>();

  private constructor(
    /** Tells stores apart. */
    readonly name: string,
    /** The store's folder, for a worker that writes there; null in memory. */
    readonly directory: FileSystemDirectoryHandle | null,
    private readonly letGo: () => void = () => undefined,
  ) {}

  /** Opens the store of that name, new or as it was left. */
  static async open(name: string): Promise<AssetStore> {
    // Before there is a folder that others might think abandoned.
    const letGo = await hold(name);
    try {
      const root = await openRoot();
      return new AssetStore(name, await root.getDirectoryHandle(name, { create: true }), letGo);
    } catch {
      letGo();
      return new AssetStore(name, null);
    }
  }

  /**
   * Visits the stores on this device that nobody has open, as a closed page or a crash left them; nobody else visits one
   * meanwhile. Where that cannot be told, none is visited.
   */
  static async visitLeft(visit: (store: AssetStore) => Promise<void>): Promise<void> {
    const root = await openRoot().catch(() => null);
    if (root === null || !('locks' in navigator)) return;
    const names: string[] = [];
    for await (const name of root.keys()) names.push(name);
    await Promise.all(
      names.map(async (name) => {
        const visitIt = async (lock: Lock | null) => {
          if (lock === null) return false;
          // Another visitor may have removed it meanwhile.
          const directory = await root.getDirectoryHandle(name).catch(() => null);
          if (directory !== null) await visit(new AssetStore(name, directory));
          return true;
        };
        // Asked for, not waited for: on a busy device the answer alone may take that long.
        const ask = () => navigator.locks.request(lockOf(name), { ifAvailable: true }, visitIt);
        const givesUpAtMs = performance.now() + LET_GO_MS;
        while (!(await ask()) && performance.now() < givesUpAtMs)
          await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }),
    );
  }

  /**
   * Keeps a medium under an id.
   * @throws BoothError `storage-full`
   */
  async put(id: string, blob: Blob): Promise<void> {
    // Safari before 26 lets workers alone write here, as they do with takes.
    if (this.directory === null || !('createWritable' in FileSystemFileHandle.prototype)) {
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
    const file = await this.directory?.getFileHandle(id).catch(() => undefined);
    return this.memory.get(id) ?? file?.getFile();
  }

  /** Forgets a medium; one that is not there is no error. */
  async remove(id: string): Promise<void> {
    this.memory.delete(id);
    await this.directory?.removeEntry(id).catch(() => undefined);
  }

  /** Lets go of the store; what it holds stays on the device. Safe to call twice. */
  close(): void {
    this.letGo();
  }

  /** Removes the store with all it holds. Safe to call twice. */
  async destroy(): Promise<void> {
    this.memory.clear();
    if (this.directory !== null) {
      const root = await openRoot();
      await root.removeEntry(this.name, { recursive: true }).catch(() => undefined);
    }
    this.close();
  }
}

async function openRoot(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
}

const lockOf = (name: string) => `clipbooth ${name}`;

/**
 * Holds a store's lock, along with others who do, until what it gives is called; nothing where there are no locks, or
 * none for this page, as in a sandbox that has no origin.
 */
function hold(name: string): Promise<() => void> {
  const nothing = () => undefined;
  return new Promise((resolve) => {
    if (!('locks' in navigator)) {
      resolve(nothing);
      return;
    }
    navigator.locks
      .request(lockOf(name), { mode: 'shared' }, () => new Promise<void>((letGo) => resolve(letGo)))
      .catch(() => resolve(nothing));
  });
}

/** The error of a write that failed. */
export function storageError(error: unknown): BoothError {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
    ? new BoothError('storage-full', 'The device has no room left: delete something, then record again.', {
        cause: error,
      })
    : BoothError.from(error, 'recording-failed', 'The file could not be written on this device: try again.');
}
