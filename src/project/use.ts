import type { AnimationUse, EffectUse, Project, TransitionUse } from './project.js';
import { transitions } from './timeline.js';

/** Ids of the media that the picture of a document is drawn with, each once. */
export function pictureMedia({ takes, duet, effects, overlays, assets }: Project): string[] {
  const shown = [
    ...takes.map(({ asset }) => asset),
    ...(duet === null ? [] : [duet.asset]),
    ...effectMedia(effects).map(({ asset }) => asset),
    ...overlays.flatMap((overlay) => (overlay.kind === 'sticker' ? [overlay.asset] : [])),
  ];
  const fonts = Object.values(assets).flatMap(({ kind, id }) => (kind === 'font' ? [id] : []));
  return [...new Set([...shown, ...fonts])];
}

/** A picture or video that an effect is given. */
export interface EffectMedium {
  readonly use: EffectUse;
  /** Name of the effect's parameter. */
  readonly param: string;
  /** Id of the asset. */
  readonly asset: string;
}

/** The media that effects are given, in the order of the document. */
export function effectMedia(effects: readonly EffectUse[]): EffectMedium[] {
  return effects.flatMap((use) =>
    Object.entries(use.params).flatMap(([param, setting]) =>
      typeof setting === 'object' && 'asset' in setting ? [{ use, param, asset: setting.asset }] : [],
    ),
  );
}

/** Whether a document shows media besides its takes. */
export function hasSurroundings({ duet, effects, overlays, assets }: Project): boolean {
  return (
    duet !== null ||
    effectMedia(effects).length > 0 ||
    overlays.some(({ kind }) => kind === 'sticker') ||
    Object.values(assets).some(({ kind }) => kind === 'font')
  );
}

/** The transitions of a document, each name once. */
export function usedTransitions(project: Project): TransitionUse[] {
  const uses = transitions(project).map(({ use }) => use);
  return uses.filter(
    (use, index) => uses.findIndex(({ transition }) => transition === use.transition) === index,
  );
}

/** The animations of a document's overlays and captions. */
export function usedAnimations({ overlays, captions }: Project): AnimationUse[] {
  return [...overlays, ...(captions === null ? [] : [captions.style])]
    .flatMap(({ animationIn, animationOut }) => [animationIn, animationOut])
    .filter((use) => use !== null);
}
