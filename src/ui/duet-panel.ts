import { css, html, nothing } from 'lit';
import { combine, setDuet } from '../project/edits.js';
import { takeMusicAway } from '../project/music-edits.js';
import { DUET_LAYOUTS, type Duet, type DuetLayout } from '../project/project.js';
import { BoothElement } from './booth-element.js';
import { colorStyles, colors } from './color-picker.js';
import { icons } from './editor-icons.js';
import { pickFile } from './inputs.js';

/** How a video goes with what is recorded: before it, or in one frame with it. */
const WAYS = ['stitch', ...DUET_LAYOUTS] as const;

/** Brings a video that is performed with: beside it, in front of it, or after it. */
export class DuetPanel extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    colorStyles,
    css`
      .ways {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(92px, 1fr));
        gap: 10px;
      }
      .ways button {
        flex-direction: column;
        gap: 8px;
        padding: 12px 6px;
        border-radius: 14px;
        font-size: 12px;
        line-height: 1.25;
        white-space: normal;
      }
      .ways button[aria-pressed='true'] {
        box-shadow: 0 0 0 3px var(--accent);
        font-weight: 600;
      }
      .sketch {
        position: relative;
        width: 36px;
        height: 60px;
        border-radius: 6px;
        overflow: hidden;
        direction: ltr;
        background: light-dark(#c9c9c4, #3a3f49);
      }
      .me {
        position: absolute;
        inset: 0;
        background: var(--accent);
      }
      .stitch .me {
        inset: 0 0 0 auto;
        width: 30px;
      }
      .sketch.stitch {
        width: 64px;
        background:
          linear-gradient(light-dark(#c9c9c4, #3a3f49), light-dark(#c9c9c4, #3a3f49)) 0 0 / 30px 100% no-repeat;
      }
      .side-by-side .me {
        right: 50%;
      }
      .top-bottom .me {
        bottom: 50%;
      }
      .picture-in-picture .me {
        inset: 5px 17px 33px 4px;
        border-radius: 3px;
      }
      .green-screen .me {
        inset: 24px 9px -10px;
        border-radius: 10px 10px 0 0;
      }
      .green-screen .me::before {
        content: '';
        position: absolute;
        inset: -13px 3px auto;
        height: 12px;
        border-radius: 50%;
        background: inherit;
      }
      .swap[aria-pressed='true'] {
        color: var(--background);
        background: var(--text);
      }
    `,
  ];

  override render() {
    const { booth, texts } = this;
    const { duet } = booth.project;
    return html`<div class="stack">
      <p class="muted small">${duet === null ? texts.duetHint : texts.duetReady}</p>
      <div class="ways" role="group" aria-label=${texts.duet}>
        ${WAYS.filter((way) => duet === null || way !== 'stitch').map(
          (way) =>
            html`<button aria-pressed=${duet?.layout === way} @click=${() => this.choose(way)}>
              <span class="sketch ${way}" aria-hidden="true"><span class="me"></span></span>${texts.duetWays[way]}
            </button>`,
        )}
      </div>
      ${duet === null ? nothing : this.renderDuet(duet)}
    </div>`;
  }

  private renderDuet(duet: Duet) {
    const { texts } = this;
    return html`
      ${
        duet.layout === 'green-screen'
          ? html`<div class="field">
              <h3 aria-hidden="true">${texts.keyColor}</h3>
              ${colors(texts.keyColor, duet.keyColor, (keyColor) => this.set({ ...duet, keyColor }, 'key colour'))}
            </div>`
          : html`<button
              class="swap"
              aria-pressed=${duet.swapped}
              @click=${() => this.set({ ...duet, swapped: !duet.swapped })}
            >
              ${icons.swap} ${texts.swap}
            </button>`
      }
      <button @click=${() => this.bring(duet.layout)}>${icons.file} ${texts.otherVideo}</button>
      <button @click=${() => this.takeAway(duet)}>${icons.remove} ${texts.removeOf(texts.duet)}</button>
    `;
  }

  private choose(way: (typeof WAYS)[number]): void {
    const { duet } = this.booth.project;
    if (duet === null || way === 'stitch') this.bring(way);
    else this.set({ ...duet, layout: way });
  }

  private bring(way: DuetLayout | 'stitch'): void {
    const { booth, texts } = this;
    pickFile('video/*', (file) =>
      this.ui.perform(async () => {
        await (way === 'stitch' ? booth.importVideo(file) : booth.importDuet(file, { layout: way }));
        this.ui.announce(way === 'stitch' ? texts.stitchReady : texts.duetReady);
      }),
    );
  }

  private set(duet: Duet, merge?: string): void {
    this.ui.perform(() => this.booth.edit(setDuet(duet), merge === undefined ? {} : { merge }));
  }

  /** The video's sound goes with it, where it is the music. */
  private takeAway(duet: Duet): void {
    const { booth, texts } = this;
    const isMusic = booth.project.music?.asset === duet.asset;
    const edit = combine(setDuet(null), ...(isMusic ? [takeMusicAway()] : []));
    this.ui.takeAway(edit, texts.removed(texts.duet));
  }
}
