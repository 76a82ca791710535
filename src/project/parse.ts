import * as v from 'valibot';
import { BoothError } from '../error.js';
import type { Captions, Overlay } from './overlay.js';
import {
  type Asset,
  DUET_LAYOUTS,
  type Duet,
  EASINGS,
  type EffectUse,
  type Framing,
  LIMITS,
  type Music,
  type ParamSetting,
  type Project,
  type Range,
  type Take,
  type TransitionUse,
} from './project.js';
import { rateOf } from './time-map.js';
import { effectMedia } from './use.js';

const between = ({ min, max }: { min: number; max: number }) =>
  v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
const seconds = v.pipe(v.number(), v.finite());
const duration = v.pipe(v.number(), v.finite(), v.minValue(0));
const id = v.pipe(v.string(), v.minLength(1));
const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'a colour is written #rrggbb'));
const pixels = v.pipe(v.number(), v.integer(), v.minValue(1));
const finite = v.pipe(v.number(), v.finite());
const evenSide = v.pipe(between(LIMITS.side), v.multipleOf(2, 'a side is an even number of pixels'));

const range: v.GenericSchema<unknown, Range> = v.pipe(
  v.object({ start: seconds, end: seconds }),
  v.check(({ start, end }) => start < end, 'a range ends after it starts'),
);

const asset: v.GenericSchema<unknown, Asset> = v.variant('kind', [
  v.object({
    kind: v.literal('video'),
    id,
    name: v.string(),
    duration,
    width: pixels,
    height: pixels,
    hasSound: v.boolean(),
    soundOffset: seconds,
  }),
  v.object({
    kind: v.literal('audio'),
    id,
    name: v.string(),
    duration,
    loudness: v.exactOptional(v.array(between({ min: 0, max: 100 }))),
  }),
  v.object({ kind: v.literal('image'), id, name: v.string(), width: pixels, height: pixels, duration }),
  v.object({ kind: v.literal('font'), id, name: id }),
]);

const paramValue = v.union([finite, v.string()]);

const paramSetting: v.GenericSchema<unknown, ParamSetting> = v.union([
  paramValue,
  v.object({
    keyframes: v.pipe(
      v.array(v.object({ time: seconds, value: paramValue, easing: v.exactOptional(v.picklist(EASINGS)) })),
      v.minLength(1),
      v.check(
        (frames) => frames.every(({ time }, index) => time > (frames[index - 1]?.time ?? -Infinity)),
        'keyframes are in order of time',
      ),
    ),
  }),
  v.object({ follow: v.literal('loudness'), from: finite, to: finite }),
  v.object({ asset: id }),
]);

const crop = v.object({ x: finite, y: finite, zoom: between(LIMITS.zoom) });

const framing: v.GenericSchema<unknown, Framing> = v.object({
  fit: v.picklist(['cover', 'contain']),
  background: v.union([v.literal('blur'), color]),
  rotation: finite,
  crop,
  cropEnd: v.nullable(crop),
});

const transition: v.GenericSchema<unknown, TransitionUse> = v.object({
  transition: id,
  duration: between(LIMITS.transition),
  params: v.record(v.string(), paramSetting),
});

const take: v.GenericSchema<unknown, Take> = v.pipe(
  v.object({
    id,
    asset: id,
    start: duration,
    end: duration,
    speed: between(LIMITS.speed),
    mirrored: v.boolean(),
    heard: v.nullable(v.object({ asset: id, time: seconds, residualMs: duration })),
    nudgeMs: between(LIMITS.nudgeMs),
    timeMap: v.nullable(
      v.pipe(v.array(v.object({ from: seconds, to: seconds, duration: seconds })), v.minLength(1)),
    ),
    framing,
    transition: v.nullable(transition),
    level: between(LIMITS.level),
  }),
  v.check(({ start, end }) => start < end, 'a take ends after it starts'),
  v.check(
    ({ start, end, timeMap }) =>
      timeMap?.every(
        ({ from, to }) => Math.min(from, to) > start - 1e-6 && Math.max(from, to) < end + 1e-6,
      ) ?? true,
    'a time map stays within its take',
  ),
  v.check(
    ({ speed, timeMap }) =>
      timeMap?.every((piece) => {
        const pace = Math.abs(rateOf(piece)) / speed;
        return (
          piece.duration > 0 &&
          (pace === 0 || (pace > LIMITS.pace.min - 1e-6 && pace < LIMITS.pace.max + 1e-6))
        );
      }) ?? true,
    `a time map is at most ${LIMITS.pace.max} times faster or slower than the take`,
  ),
);

const music: v.GenericSchema<unknown, Music> = v.object({
  asset: id,
  title: v.string(),
  start: duration,
  nudgeMs: between(LIMITS.nudgeMs),
});

const duet: v.GenericSchema<unknown, Duet> = v.object({
  asset: id,
  layout: v.picklist(DUET_LAYOUTS),
  start: duration,
  swapped: v.boolean(),
  keyColor: color,
});

const effectUse: v.GenericSchema<unknown, EffectUse> = v.object({
  id,
  effect: id,
  params: v.record(v.string(), paramSetting),
  range: v.nullable(range),
});

const animation = v.nullable(v.object({ animation: id, duration: between({ min: 0, max: 60 }) }));

const overlayBase = {
  id,
  x: finite,
  y: finite,
  size: between(LIMITS.overlaySize),
  rotation: finite,
  opacity: between({ min: 0, max: 1 }),
  range: v.nullable(range),
  animationIn: animation,
  animationOut: animation,
};

const textStyle = {
  font: id,
  weight: between({ min: 100, max: 900 }),
  italic: v.boolean(),
  color,
  outline: v.nullable(color),
  background: v.nullable(color),
  align: v.picklist(['start', 'center', 'end']),
};

const overlay: v.GenericSchema<unknown, Overlay> = v.variant('kind', [
  v.object({ kind: v.literal('text'), ...overlayBase, ...textStyle, text: v.string() }),
  v.object({ kind: v.literal('sticker'), ...overlayBase, asset: id, mirrored: v.boolean() }),
]);

const cue = v.pipe(
  v.object({
    start: seconds,
    end: seconds,
    text: v.string(),
    wordTimes: v.exactOptional(v.array(seconds)),
  }),
  v.check(({ start, end }) => start < end, 'a caption ends after it starts'),
);

const captions: v.GenericSchema<unknown, Captions> = v.object({
  cues: v.pipe(
    v.array(cue),
    v.check(
      (cues) => cues.every(({ start }, index) => start > (cues[index - 1]?.end ?? -Infinity) - 1e-6),
      'captions are in order of time and do not overlap',
    ),
  ),
  style: v.object({
    ...textStyle,
    x: finite,
    y: finite,
    size: between(LIMITS.overlaySize),
    highlight: v.nullable(color),
    animationIn: animation,
    animationOut: animation,
  }),
});

const project: v.GenericSchema<unknown, Project> = v.pipe(
  v.object({
    version: v.literal(1),
    width: evenSide,
    height: evenSide,
    frameRate: v.pipe(between(LIMITS.frameRate), v.integer()),
    maxDuration: between(LIMITS.maxDuration),
    assets: v.record(v.string(), asset),
    takes: v.array(take),
    music: v.nullable(music),
    levels: v.object({ music: between(LIMITS.level), camera: between(LIMITS.level) }),
    effects: v.array(effectUse),
    look: v.nullable(v.object({ look: id, intensity: between({ min: 0, max: 1 }) })),
    duet: v.nullable(duet),
    overlays: v.array(overlay),
    captions: v.nullable(captions),
  }),
  v.check(
    ({ assets }) => Object.entries(assets).every(([key, value]) => key === value.id),
    'an asset is filed under its own id',
  ),
  v.check(
    ({ assets, takes }) => takes.every(({ asset }) => ['video', 'image'].includes(assets[asset]?.kind ?? '')),
    'a take names a video or a picture among the assets',
  ),
  v.check(
    ({ assets, takes }) =>
      takes.every((use) => {
        const medium = assets[use.asset];
        return medium?.kind !== 'video' || use.end <= medium.duration + 1e-6;
      }),
    'a take ends within its video',
  ),
  v.check(({ assets, music: use }) => {
    const medium = use === null ? undefined : assets[use.asset];
    return use === null || medium?.kind === 'audio' || (medium?.kind === 'video' && medium.hasSound);
  }, 'music names a sound among the assets'),
  v.check(
    ({ assets, duet: use }) => use === null || assets[use.asset]?.kind === 'video',
    'a duet names a video among the assets',
  ),
  v.check(
    ({ assets, overlays }) =>
      overlays.every((use) => use.kind !== 'sticker' || assets[use.asset]?.kind === 'image'),
    'a sticker names a picture among the assets',
  ),
  v.check(
    ({ assets, effects }) =>
      effectMedia(effects).every(({ asset }) => ['video', 'image'].includes(assets[asset]?.kind ?? '')),
    'an effect names a video or a picture among the assets',
  ),
  v.check(
    ({ takes, effects, overlays }) =>
      [takes, effects, overlays].every((list) => new Set(list.map((item) => item.id)).size === list.length),
    'ids are unique',
  ),
);

/**
 * Checks a document from outside, such as a saved draft, and returns it.
 * @throws BoothError `project-invalid` with the path of the first thing that is wrong.
 */
export function parseProject(value: unknown): Project {
  const result = v.safeParse(project, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  throw new BoothError(
    'project-invalid',
    `The project cannot be used: ${path === null ? '' : `${path}: `}${issue.message}.`,
    {
      cause: result.issues,
    },
  );
}
