import * as v from 'valibot';
import { BoothError } from '../error.js';
import {
  type Asset,
  EASINGS,
  type EffectUse,
  LIMITS,
  type Music,
  type Overlay,
  type ParamSetting,
  type Project,
  type Range,
  type Take,
} from './project.js';

const between = ({ min, max }: { min: number; max: number }) =>
  v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
const seconds = v.pipe(v.number(), v.finite());
const duration = v.pipe(v.number(), v.finite(), v.minValue(0));
const id = v.pipe(v.string(), v.minLength(1));
const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'a colour is written #rrggbb'));
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
    width: v.pipe(v.number(), v.integer(), v.minValue(1)),
    height: v.pipe(v.number(), v.integer(), v.minValue(1)),
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
]);

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
  }),
  v.check(({ start, end }) => start < end, 'a take ends after it starts'),
);

const music: v.GenericSchema<unknown, Music> = v.object({
  asset: id,
  title: v.string(),
  start: duration,
  nudgeMs: between(LIMITS.nudgeMs),
});

const finite = v.pipe(v.number(), v.finite());
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
]);

const effectUse: v.GenericSchema<unknown, EffectUse> = v.object({
  id,
  effect: id,
  params: v.record(v.string(), paramSetting),
  range: v.nullable(range),
});

const overlay: v.GenericSchema<unknown, Overlay> = v.object({
  kind: v.literal('text'),
  id,
  text: v.string(),
  x: seconds,
  y: seconds,
  size: between({ min: 0.005, max: 1 }),
  rotation: v.pipe(v.number(), v.finite()),
  font: v.pipe(v.string(), v.minLength(1)),
  color,
  outline: v.nullable(color),
  range: v.nullable(range),
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
    overlays: v.array(overlay),
  }),
  v.check(
    ({ assets }) => Object.entries(assets).every(([key, value]) => key === value.id),
    'an asset is filed under its own id',
  ),
  v.check(
    ({ assets, takes }) => takes.every((use) => assets[use.asset]?.kind === 'video'),
    'a take names a video among the assets',
  ),
  v.check(
    ({ assets, takes }) =>
      takes.every((use) => {
        const video = assets[use.asset];
        return video !== undefined && use.end <= video.duration + 1e-6;
      }),
    'a take ends within its video',
  ),
  v.check(
    ({ assets, music: use }) => use === null || assets[use.asset]?.kind === 'audio',
    'music names a sound among the assets',
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
