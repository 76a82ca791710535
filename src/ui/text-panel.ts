import { css, html, nothing } from 'lit';
import { createId } from '../project/create.js';
import { addText, type OverlayPart, removeOverlay, updateOverlay } from '../project/edits.js';
import type { AnimationUse, Overlay, Range, TextOverlay } from '../project/project.js';
import { clipDuration } from '../project/timeline.js';
import { type AnimationSide, animationControls, playPart } from './animation-control.js';
import { BoothElement, WITH_PLAYHEAD } from './booth-element.js';
import { colorStyles } from './color-picker.js';
import { icons } from './editor-icons.js';
import { pickFile, textIn } from './inputs.js';
import { nameOverlay } from './overlays.js';
import { segments } from './segments.js';
import { slider } from './slider.js';
import { chipStyles, renderFonts, renderTextColors } from './text-style.js';

/** Stickers that every system can draw. */
const STICKERS = [
  '❤️',
  '🔥',
  '✨',
  '😂',
  '😍',
  '🎉',
  '👏',
  '💯',
  '⭐',
  '🌈',
  '🎵',
  '👀',
  '🙌',
  '💃',
  '🕺',
  '🫶',
];
/** Height of a new sticker as a part of the frame's. */
const STICKER_SIZE = 0.13;

/** Sizes and turns that the sliders offer; by hand they go on. */
const SIZES = { min: 0.02, max: 0.5 } as const;
const TURNS = { min: -180, max: 180 } as const;
/** Seconds that are played beyond an animation that was chosen. */
const AFTERMATH = 0.4;

/** Settings of an overlay that are shown together. */
type Section = 'style' | 'font' | 'animation' | 'time';

/** Adds texts and stickers, and changes the chosen one. Where they lie is set by hand, on the picture. */
export class TextPanel extends BoothElement {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [
    ...BoothElement.styles,
    colorStyles,
    chipStyles,
    css`
      .stickers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(48px, 1fr));
        gap: 4px;
      }
      .stickers button {
        padding: 0;
        min-height: 48px;
        border-radius: 12px;
        font-size: 26px;
        background: none;
      }
      @media (hover: hover) {
        .stickers button:hover {
          background: var(--raised);
        }
      }
      .row > button {
        flex: 1 0 auto;
      }
      .chosen {
        padding-block-end: 16px;
        border-block-end: 1px solid var(--line);
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    selected: {},
    section: { state: true },
    side: { state: true },
  };

  /** Id of the chosen overlay, or null. The `choose` event asks for another one. */
  declare selected: string | null;
  /** Which settings of the chosen overlay are shown. */
  declare private section: Section;
  /** Which of its two animations. */
  declare private side: AnimationSide;

  constructor() {
    super();
    this.selected = null;
    this.section = 'style';
    this.side = 'animationIn';
  }

  override render() {
    const { texts, booth } = this;
    const chosen = booth.project.overlays.find(({ id }) => id === this.selected);
    return html`<div class="stack">
      ${
        chosen === undefined
          ? html`<p class="muted small">${texts.textHint}</p>`
          : html`<div class="stack chosen">
              ${chosen.kind === 'text' ? this.renderText(chosen) : nothing} ${this.renderSettings(chosen)}
            </div>`
      }
      <button class=${chosen === undefined ? 'primary' : ''} @click=${() => this.add(texts.newText, {})}>
        ${icons.add} ${texts.addText}
      </button>
      <div class="field">
        <h3 id="stickers">${texts.stickers}</h3>
        <div class="stickers" role="group" aria-labelledby="stickers">
          ${STICKERS.map(
            (sticker) =>
              html`<button
                aria-label=${texts.addSticker(sticker)}
                @click=${() => this.add(sticker, { size: STICKER_SIZE, outline: null })}
              >
                ${sticker}
              </button>`,
          )}
        </div>
        <button @click=${() => pickFile('image/*', (file) => this.addPicture(file))}>
          ${icons.sticker} ${texts.stickerFile}
        </button>
      </div>
    </div>`;
  }

  private renderText(overlay: TextOverlay) {
    const { texts } = this;
    const update = this.updater(overlay);
    return html`<label class="field">
      <span class="hidden">${texts.text}</span>
      <textarea
        rows="2"
        dir="auto"
        .value=${overlay.text}
        @focus=${({ target }: FocusEvent) => {
          if (overlay.text === texts.newText && target instanceof HTMLTextAreaElement) target.select();
        }}
        @input=${(event: Event) => update({ text: textIn(event) })}
      ></textarea>
    </label>`;
  }

  /** One section at a time of what the chosen overlay can be set to. */
  private renderSettings(overlay: Overlay) {
    const { texts } = this;
    const sections: readonly Section[] =
      overlay.kind === 'text' ? ['style', 'font', 'animation', 'time'] : ['style', 'animation', 'time'];
    const section = sections.includes(this.section) ? this.section : 'style';
    return html`
      ${segments(
        texts.settings,
        sections,
        section,
        (name) => texts.textSections[name],
        (chosen) => {
          this.section = chosen;
        },
        { hasTitle: false },
      )}
      ${this.renderSection(section, overlay)}
      <button @click=${() => this.removeOverlay(overlay)}>${icons.remove} ${texts.remove}</button>
    `;
  }

  private renderSection(section: Section, overlay: Overlay) {
    const { ui } = this;
    const isText = overlay.kind === 'text';
    switch (section) {
      case 'style':
        return html`${isText ? renderTextColors(ui, overlay, this.updater(overlay)) : nothing}
        ${this.renderPlacing(overlay)}`;
      case 'font':
        return isText ? renderFonts(ui, overlay, this.updater(overlay)) : nothing;
      case 'animation':
        return this.renderAnimations(overlay);
      case 'time':
        return this.renderTime(overlay);
    }
  }

  /** How large an overlay is, and how it is turned. */
  private renderPlacing(overlay: Overlay) {
    const { texts } = this;
    const update = this.updater(overlay);
    const turned = `${Math.round(overlay.rotation)}°`;
    return html`
      ${slider(texts.textSize, texts.percent(overlay.size), SIZES, overlay.size, (size) => update({ size }))}
      ${slider(texts.rotation, turned, TURNS, overlay.rotation, (rotation) => update({ rotation }))}
    `;
  }

  private renderAnimations(overlay: Overlay) {
    const { texts, booth, side } = this;
    const show = (use: AnimationUse | null) => {
      if (use === null) return;
      const range = overlay.range ?? { start: 0, end: clipDuration(booth.project) };
      const [start, end] =
        side === 'animationIn'
          ? [range.start, range.start + use.duration + AFTERMATH]
          : [range.end - use.duration - AFTERMATH, range.end];
      this.ui.perform(() => playPart(booth, start, end));
    };
    return animationControls(
      texts,
      side,
      (chosen) => {
        this.side = chosen;
      },
      overlay,
      (use) => {
        this.updater(overlay)({ [side]: use });
        if (use?.animation !== overlay[side]?.animation) show(use);
      },
    );
  }

  /** When an overlay is shown: by the playhead, where its bar on the timeline is not in sight. */
  private renderTime(overlay: Overlay) {
    const { texts, booth } = this;
    const show = (range: Range | null) =>
      this.ui.perform(() => booth.edit(updateOverlay(overlay.id, { range })));
    const duration = clipDuration(booth.project);
    const { start, end } = overlay.range ?? { start: 0, end: duration };
    const { time } = booth;
    return html`<p class="muted">${overlay.range === null ? texts.shownAlways : texts.fromTo(start, end)}</p>
      <div class="row">
        <button ?disabled=${time >= end || time === start} @click=${() => show({ start: time, end })}>
          ${texts.startHere}
        </button>
        <button ?disabled=${time <= start || time === end} @click=${() => show({ start, end: time })}>
          ${texts.endHere}
        </button>
        <button ?disabled=${overlay.range === null} @click=${() => show(null)}>
          ${texts.showAlways}
        </button>
      </div>
      <p class="muted small">${texts.timeHint}</p>`;
  }

  /** Changes an overlay; edits of the same settings in a row are undone as one. */
  private updater({ id }: Overlay): (part: OverlayPart) => void {
    return (part) =>
      this.ui.perform(() =>
        this.booth.edit(updateOverlay(id, part), { merge: `${id} ${Object.keys(part).join()}` }),
      );
  }

  private add(text: string, options: Parameters<typeof addText>[1]): void {
    const id = createId('text');
    this.ui.perform(async () => {
      this.booth.edit(addText(text, { id, ...options }));
      this.tell('choose', id);
      await this.updateComplete;
      if (text === this.texts.newText) this.renderRoot.querySelector('textarea')?.focus();
    });
  }

  private addPicture(file: File): void {
    this.ui.perform(async () => {
      const { id } = await this.booth.importSticker(file);
      this.tell('choose', id);
    });
  }

  private removeOverlay(overlay: Overlay): void {
    const { booth, texts } = this;
    this.ui.takeAway(removeOverlay(overlay.id), texts.removed(nameOverlay(booth.project, overlay)));
  }
}
