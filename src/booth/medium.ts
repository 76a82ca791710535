import { createId } from '../project/create.js';
import type { Asset, AudioAsset, FontAsset, ImageAsset, VideoAsset } from '../project/project.js';
import { fetchMedium } from './fetch.js';

/** A medium that a person brought, read: what the document says of it, and the bytes to be stored under its id. */
export interface Medium<Kind extends Asset = Asset> {
  readonly asset: Kind;
  readonly blob: Blob;
}

/** @throws BoothError `music-unreachable`, `music-unreadable`, `cancelled` */
export async function readMusic(
  source: Blob | string | URL,
  signal: AbortSignal,
): Promise<Medium<AudioAsset>> {
  const { blob: file, name } = await fetchMedium(source, 'music', signal);
  const { prepareMusic } = await import('../media/music.js');
  const { blob, ...facts } = await prepareMusic(file);
  return { asset: { ...facts, kind: 'audio', id: createId('asset'), name }, blob };
}

/** @throws BoothError `media-unreadable` */
export async function readVideo(blob: Blob, otherwise: string): Promise<Medium<VideoAsset>> {
  const { probeVideo } = await import('../media/probe.js');
  const facts = await probeVideo(blob);
  return { asset: { ...facts, kind: 'video', id: createId('asset'), name: nameOf(blob, otherwise) }, blob };
}

/**
 * Of an SVG a picture is made, so that nothing in it is ever run.
 * @throws BoothError `media-unreadable`
 */
export async function readPicture(blob: Blob, otherwise: string): Promise<Medium<ImageAsset>> {
  const { readImage } = await import('../media/images.js');
  const { picture, ...facts } = await readImage(blob);
  return {
    asset: { ...facts, kind: 'image', id: createId('asset'), name: nameOf(blob, otherwise) },
    blob: picture,
  };
}

/** @throws BoothError `media-unreadable` where it is no font, `cancelled` */
export async function readFont(
  source: Blob | string | URL,
  family: string,
  signal: AbortSignal,
): Promise<Medium<FontAsset>> {
  const { blob } = await fetchMedium(source, 'font', signal);
  const { openFont } = await import('../media/fonts.js');
  await openFont(blob, family);
  return { asset: { kind: 'font', id: createId('asset'), name: family }, blob };
}

/** What people know a medium by. */
function nameOf(blob: Blob, otherwise: string): string {
  return blob instanceof File ? blob.name : otherwise;
}
