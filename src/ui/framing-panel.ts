import { css, html, nothing } from 'lit';
import { mirrorTake, setFraming, TAKE_DEFAULTS } from '../project/edits.js';
import type { Framing, Take } from '../project/project.js';
import { colorStyles, colors } from './color-picker.js';
import { icons } from './editor-icons.js';
import { segments } from './segments.js';
import { slider } from './slider.js';
import { TakePanel } from './take-panel.js';

/** How far the slider zooms; by hand it goes on. */
const ZOOM = { min: 1, max: 4, step: 0.01 } as const;
/** How far the slider turns to either side, in degrees. */
const TILT = { min: -45, max: 45, step: 0.5 } as const;
/** How much closer a slow movement comes. */
const MOVEMENT = 1.2;

/** How a picture moves while its take is shown. */
type Movement = 'still' | 'closer' | 'back';

/** How a take's picture, or a photo's, lies in the frame. Where it lies is set by hand, on the picture. */
export class FramingPanel extends TakePanel {
  static override styles = [
    ...TakePanel.styles,
    colorStyles,
    css`
      .turns button {
        flex: 1;
        min-width: 0;
        font-size: 13px;
        border-radius: 12px;
      }
    `,
  ];
  override render() {
    const { texts, booth, take } = this;
    if (take === undefined) return nothing;
    const { framing } = take;
    const set = (part: Partial<Framing>, merge?: string) =>
      this.ui.perform(() =>
        booth.edit(setFraming(take.id, part), merge === undefined ? {} : { merge: `${take.id} ${merge}` }),
      );
    const tilt = tiltOf(framing);
    const turn = (degrees: number, merge?: string) =>
      set({ rotation: (framing.rotation + degrees + 360) % 360 }, merge);
    return html`<div class="stack">
      <p class="muted small">${texts.framingHint}</p>
      ${segments(
        texts.fit,
        ['cover', 'contain'] as const,
        framing.fit,
        (fit) => texts.fits[fit],
        (fit) => set({ fit, ...(fit === 'contain' ? { background: 'blur' } : {}) }),
      )}
      ${
        framing.fit === 'cover'
          ? nothing
          : html`<div class="field">
              <h3 aria-hidden="true">${texts.background}</h3>
              ${colors(
                texts.background,
                framing.background,
                (background) => set({ background }, 'background'),
                { value: 'blur', label: texts.blurred, icon: icons.blur },
              )}
            </div>`
      }
      ${slider(texts.zoom, texts.factor(framing.crop.zoom), ZOOM, framing.crop.zoom, (zoom) =>
        set({ crop: { ...framing.crop, zoom }, ...following(framing, zoom) }, 'zoom'),
      )}
      ${slider(texts.rotation, texts.degrees(tilt), TILT, tilt, (degrees) => turn(degrees - tilt, 'tilt'))}
      <div class="row turns">
        <button @click=${() => turn(-90)}>${icons.turnLeft} ${texts.turnLeft}</button>
        <button @click=${() => turn(90)}>${icons.turnRight} ${texts.turnRight}</button>
        <button
          aria-pressed=${take.mirrored}
          @click=${() => this.ui.perform(() => booth.edit(mirrorTake(take.id, !take.mirrored)))}
        >
          ${icons.mirror} ${texts.mirror}
        </button>
      </div>
      ${segments(
        texts.movement,
        ['still', 'closer', 'back'] as const,
        movementOf(framing),
        (movement) => texts.movements[movement],
        (movement) => set(moving(framing, movement)),
      )}
      ${
        isUntouched(take)
          ? nothing
          : html`<button @click=${() => set(TAKE_DEFAULTS.framing)}>${icons.restart} ${texts.reset}</button>`
      }
    </div>`;
  }
}

/** How far a picture is turned beyond quarters, in degrees. */
function tiltOf({ rotation }: Framing): number {
  return rotation - 90 * Math.round(rotation / 90);
}

function movementOf({ crop, cropEnd }: Framing): Movement {
  if (cropEnd === null) return 'still';
  return cropEnd.zoom > crop.zoom ? 'closer' : 'back';
}

/** The two ends of a movement around what is shown farthest off now. */
function moving({ crop, cropEnd }: Framing, movement: Movement): Partial<Framing> {
  const far = cropEnd !== null && cropEnd.zoom < crop.zoom ? cropEnd : crop;
  const near = { ...far, zoom: far.zoom * MOVEMENT };
  switch (movement) {
    case 'still':
      return { crop: far, cropEnd: null };
    case 'closer':
      return { crop: far, cropEnd: near };
    case 'back':
      return { crop: near, cropEnd: far };
  }
}

/** Where a movement ends once it begins at another zoom. */
function following({ crop, cropEnd }: Framing, zoom: number): Partial<Framing> {
  if (cropEnd === null) return {};
  return { cropEnd: { ...cropEnd, zoom: Math.max(1, (cropEnd.zoom * zoom) / crop.zoom) } };
}

function isUntouched({ framing }: Take): boolean {
  return JSON.stringify(framing) === JSON.stringify(TAKE_DEFAULTS.framing);
}
