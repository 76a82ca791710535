import { BoothError } from '../error.js';
import { AssetStore, requireAsset } from '../media/assets.js';
import { wholeFragments } from '../media/fragments.js';
import { Thumbnails } from '../media/thumbnails.js';
import { parseProject } from '../project/parse.js';
import type { Project } from '../project/project.js';
import { documentOf, type KeptDocument, writeDocument } from './document.js';

/** A clip that was left unfinished on this device, as by closing the page: its document, with its media beside it. */
export interface Draft {
  /** Tells drafts apart. */
  readonly name: string;
  /** The document as it was left. */
  readonly project: Project;
  /** Whether its last take was being recorded when the page ended: the take is as long as what was on the disk. */
  readonly isBrokenOff: boolean;
  /** When it changed last. */
  readonly savedAt: Date;
}

/**
 * The drafts of this site on this device, the latest first, but for those that are open in another tab. Booths keep them
 * with `new Booth({ drafts: true })`, for seven days; what was left behind without a draft is removed.
 *
 * @example
 * const [draft] = await listDrafts();
 * if (draft !== undefined) await booth.openDraft(draft);
 */
export async function listDrafts(): Promise<Draft[]> {
  const drafts: Draft[] = [];
  await AssetStore.visitLeft(async (store) => {
    const document = await documentOf(store);
    if (document === null) {
      await store.destroy();
      return;
    }
    const kept = await read(document);
    if (kept === null) return;
    if (kept.isBrokenOff) await mendLastTake(store, kept.project);
    drafts.push({ name: store.name, ...kept, savedAt: new Date(document.lastModified) });
  });
  return drafts.sort((one, other) => other.savedAt.getTime() - one.savedAt.getTime());
}

/** A document that cannot be read may be another version's: it is left alone. */
async function read(document: File): Promise<KeptDocument | null> {
  try {
    const kept = JSON.parse(await document.text());
    return { project: parseProject(kept), isBrokenOff: kept.isBrokenOff === true };
  } catch {
    return null;
  }
}

/** Cuts the file of a take that was broken off where it can be read no further. */
async function mendLastTake(store: AssetStore, { takes }: Project): Promise<void> {
  const id = takes.at(-1)?.asset ?? '';
  const file = await store.get(id);
  const whole = file === undefined ? undefined : await wholeFragments(file);
  if (whole !== undefined && whole !== file) await store.put(id, whole);
}

/** Removes a draft with its media from this device; one that is not there is no error. */
export async function deleteDraft({ name }: Draft): Promise<void> {
  await (await AssetStore.open(name)).destroy();
}

/**
 * The first picture of a draft's first take, `height` pixels high. The caller closes it.
 * @throws BoothError `asset-missing`, `media-unreadable`
 */
export async function drawDraft({ name, project }: Draft, height: number): Promise<ImageBitmap> {
  const [take] = project.takes;
  const asset = project.assets[take?.asset ?? ''];
  if (take === undefined || asset === undefined)
    throw new BoothError('asset-missing', 'The draft has no takes: delete it.');
  const store = await AssetStore.open(name);
  const thumbnails = new Thumbnails(store);
  try {
    return await thumbnails.at(asset, take.start, height);
  } finally {
    thumbnails.close();
    store.close();
  }
}

/**
 * Brings a draft into another store, and removes it where it was.
 * @throws BoothError `asset-missing`, `storage-full`; the draft stays as it was then.
 */
export async function moveDraft(draft: Draft, to: AssetStore): Promise<void> {
  const { name, project } = draft;
  const from = await AssetStore.open(name);
  try {
    for (const id of Object.keys(project.assets)) await to.put(id, await requireAsset(from, id));
    // First there, so that a crash between the two loses nothing.
    await writeDocument(to, draft);
    await from.destroy();
  } finally {
    from.close();
  }
}
