import { AssetStore } from '../media/assets.js';
import type { Project } from '../project/project.js';

/** What the document is called among its media. */
const NAME = 'project.json';

/** How many days a draft that nobody goes on with is kept. */
const KEPT_DAYS = 7;

/** What is kept of a clip: its document, and what is to be known of that. */
export interface KeptDocument {
  readonly project: Project;
  /** Whether its last take was still being recorded, and is there as far as it was on the disk. */
  readonly isBrokenOff: boolean;
}

/** Writes a document beside its media. */
export async function writeDocument(
  store: AssetStore,
  { project, isBrokenOff }: KeptDocument,
): Promise<void> {
  // Beside the document's own fields, of which a reader takes no others.
  const text = JSON.stringify({ ...project, isBrokenOff });
  await store.put(NAME, new Blob([text], { type: 'application/json' }));
}

/** Takes the document away: its media are worth nothing then. */
export async function removeDocument(store: AssetStore): Promise<void> {
  await store.remove(NAME);
}

/** The document of a store that was left; null where nobody can want it any more. */
export async function documentOf(store: AssetStore): Promise<File | null> {
  const file = await store.get(NAME);
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  return file instanceof File && file.lastModified >= oldest ? file : null;
}

/** Removes from this device what was left without a draft, as by a crash, or long ago. */
export async function removeAbandoned(): Promise<void> {
  await AssetStore.visitLeft(async (store) => {
    if ((await documentOf(store)) === null) await store.destroy();
  });
}
