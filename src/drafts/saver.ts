import type { AssetStore } from '../media/assets.js';
import type { Project } from '../project/project.js';
import { type KeptDocument, removeDocument, writeDocument } from './document.js';

/** Keeps a document beside its media while it changes, so that a page that closes or crashes loses nothing. */
export class DraftSaver {
  /** The document that is to be kept, or null for none. */
  private latest: KeptDocument | null = null;
  private isStale = false;
  private saving: Promise<void> = Promise.resolve();
  private isSaving = false;

  /** @param onError is told where a document could not be written; the next change is tried anew. */
  constructor(
    private readonly openStore: () => Promise<AssetStore>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Keeps the document from now on; one without takes is nothing to go on with. */
  save(project: Project, { isBrokenOff }: { isBrokenOff: boolean }): void {
    this.keep(project.takes.length > 0 ? { project, isBrokenOff } : null);
  }

  /** Keeps nothing until the document changes. */
  forget(): void {
    this.keep(null);
  }

  /**
   * Waits until all is kept.
   * @returns whether there is a draft
   */
  async settle(): Promise<boolean> {
    await this.saving;
    return this.latest !== null;
  }

  private keep(document: KeptDocument | null): void {
    if (document?.project === this.latest?.project) return;
    this.latest = document;
    this.isStale = true;
    if (!this.isSaving) this.saving = this.write();
  }

  /** Writes until the last document is kept: those that come while one is written are passed over for the last. */
  private async write(): Promise<void> {
    this.isSaving = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        const store = await this.openStore();
        await (this.latest === null ? removeDocument(store) : writeDocument(store, this.latest));
      }
    } catch (error) {
      this.onError(error);
    } finally {
      this.isSaving = false;
    }
  }
}
