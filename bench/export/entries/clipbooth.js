import {
  addAsset,
  addEffect,
  addTake,
  addText,
  combine,
  createProject,
  defineEffect,
  exportClip,
  registerEffect,
  setLook,
  setMusic,
} from '/dist/standalone/clipbooth.js';

/* The job with clipbooth. */

/** The colour effect of the job: what a 2D canvas calls `saturate(1.3) contrast(1.1)`. */
export const VIVID = defineEffect({
  name: 'vivid',
  label: 'Vivid',
  kind: 'pixel',
  params: {},
  fragment: `
      vec4 effect(vec4 color, vec2 place) {
        float grey = dot(color.rgb, vec3(0.2126, 0.7152, 0.0722));
        return vec4((mix(vec3(grey), color.rgb, 1.3) - 0.5) * 1.1 + 0.5, 1.0);
      }`,
});

registerEffect(VIVID);

/** The document of the job. */
export function projectOf({ width, height, frameRate, duration, text }) {
  return combine(
    addAsset({
      ...{ kind: 'video', id: 'take', name: 'Take', duration, width, height },
      ...{ hasSound: true, soundOffset: 0 },
    }),
    addAsset({ kind: 'audio', id: 'music', name: 'Music', duration }),
    addTake({ id: 'take', asset: 'take', start: 0, end: duration }),
    setMusic({ asset: 'music', title: 'Music', start: 0 }),
    addEffect('vivid'),
    setLook({ look: 'golden', intensity: 0.8 }),
    addText(text, { y: 0.82, size: 0.045 }),
  )(createProject({ width, height, frameRate, maxDuration: duration }));
}

/** With an effect that knows where a pixel is, so that each picture must be drawn. */
const drawn = addEffect('vignette', { params: { strength: 0.1 } });

export async function run({ options: { isDrawn = false, ...options }, ...job }) {
  const project = projectOf(job);
  const { file, report } = await exportClip(isDrawn ? drawn(project) : project, {
    assets: new Map([
      ['take', job.take],
      ['music', job.music],
    ]),
    ...options,
  });
  return { file, report };
}
