import { BoothError } from '../error.js';
import type { FontAsset } from '../project/project.js';
import { type AssetSource, requireAsset } from './assets.js';

/** The web fonts of a document, made known to the page or the worker that draws with them. */
export class Fonts {
  private readonly faces = new Map<string, Promise<FontFace>>();

  constructor(private readonly assets: AssetSource) {}

  /**
   * Resolves when texts can be drawn with a font; what is there already costs nothing.
   * @throws BoothError `asset-missing`, `media-unreadable`
   */
  async load({ id, name }: FontAsset): Promise<void> {
    let face = this.faces.get(id);
    if (face === undefined) {
      face = requireAsset(this.assets, id)
        .then((blob) => openFont(blob, name))
        .then((opened) => {
          fontSet().add(opened);
          return opened;
        });
      this.faces.set(id, face);
      // What could not be loaded may be there at the next try.
      face.catch(() => this.faces.delete(id));
    }
    await face;
  }

  /** Forgets the fonts. Safe to call twice. */
  close(): void {
    for (const face of this.faces.values()) {
      face.then((opened) => fontSet().delete(opened)).catch(() => undefined);
    }
    this.faces.clear();
  }
}

/**
 * Makes a font of a file.
 * @throws BoothError `media-unreadable`
 */
export async function openFont(blob: Blob, family: string): Promise<FontFace> {
  try {
    return await new FontFace(family, await blob.arrayBuffer()).load();
  } catch (error) {
    throw BoothError.from(
      error,
      'media-unreadable',
      `The font ${family} cannot be read: choose a WOFF2, WOFF, TTF or OTF file.`,
    );
  }
}

/** Where the page or the worker keeps its fonts. */
function fontSet(): FontFaceSet {
  return 'fonts' in self ? (self as unknown as { fonts: FontFaceSet }).fonts : document.fonts;
}
