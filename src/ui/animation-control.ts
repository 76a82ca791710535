import { html, nothing } from 'lit';
import type { Booth } from '../booth/booth.js';
import { listAnimations } from '../effects/registry.js';
import type { Texts } from '../languages/english.js';
import type { AnimationUse } from '../project/project.js';
import { nameOf } from './names.js';
import { segments } from './segments.js';
import { slider } from './slider.js';

/** Seconds that a new animation takes, and those that are offered. */
const DURATION = 0.5;
const DURATIONS = { min: 0.1, max: 3, step: 0.1 } as const;

/** Which of its two animations something has: how it comes, or how it goes. */
export type AnimationSide = 'animationIn' | 'animationOut';

/** How something comes and goes, one of the two at a time. */
export function animationControls(
  texts: Texts,
  side: AnimationSide,
  choose: (side: AnimationSide) => void,
  uses: Readonly<Record<AnimationSide, AnimationUse | null>>,
  set: (use: AnimationUse | null) => void,
) {
  return html`${segments(
    texts.animation,
    ['animationIn', 'animationOut'] as const,
    side,
    (name) => texts.animations[name],
    choose,
    { hasTitle: false },
  )}
  ${animationControl(texts, texts.animations[side], uses[side], set)}`;
}

/** Chooses an animation, none included, and how long it takes. */
function animationControl(
  texts: Texts,
  label: string,
  use: AnimationUse | null,
  set: (use: AnimationUse | null) => void,
) {
  const duration = use?.duration ?? DURATION;
  const chip = (name: string | null, text: string) =>
    html`<button
      role="radio"
      aria-checked=${(use?.animation ?? null) === name}
      @click=${() => set(name === null ? null : { animation: name, duration })}
    >
      ${text}
    </button>`;
  return html`<div class="field">
      <div class="chips" role="radiogroup" aria-label=${label}>
        ${chip(null, texts.none)}
        ${listAnimations().map((animation) => chip(animation.name, nameOf(texts, animation)))}
      </div>
    </div>
    ${
      use === null
        ? nothing
        : slider(
            texts.duration,
            texts.seconds(Math.round(use.duration * 10) / 10),
            DURATIONS,
            use.duration,
            (seconds) => set({ ...use, duration: seconds }),
          )
    }`;
}

/** Plays a part of the clip, so that a person sees what they chose. */
export async function playPart(booth: Booth, start: number, end: number): Promise<void> {
  const stop = new AbortController();
  // Both at once: who pauses while the picture is sought is heard.
  await Promise.all([booth.seek(start), booth.play()]);
  if (!booth.playing) return;
  booth.addEventListener(
    'timeupdate',
    ({ detail }) => {
      if (detail.playing && detail.time < end && detail.time >= start - 0.1) return;
      stop.abort();
      if (detail.playing && detail.time >= end) booth.pause();
    },
    { signal: stop.signal },
  );
}
