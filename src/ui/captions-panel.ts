import { css, html, nothing, type PropertyValues } from 'lit';
import { parseCaptions } from '../project/caption-file.js';
import { cueAt, spokenWord, wordsOf } from '../project/captions.js';
import {
  addCue,
  type Edit,
  joinCues,
  removeCue,
  setCaptionStyle,
  setCaptions,
  setWordTime,
  splitCue,
  updateCue,
} from '../project/edits.js';
import type { CaptionStyle, Captions, Cue } from '../project/project.js';
import { type AnimationSide, animationControls } from './animation-control.js';
import { BoothElement, WITH_PLAYHEAD } from './booth-element.js';
import { colorStyles, colors } from './color-picker.js';
import { icons } from './editor-icons.js';
import { pickFile, textIn } from './inputs.js';
import { segments } from './segments.js';
import { slider } from './slider.js';
import { chipStyles, renderFonts, renderTextColors } from './text-style.js';

/** Seconds that a new caption is shown. */
const SECONDS = 2;
/** Sizes that are offered, as parts of the frame's height. */
const SIZES = { min: 0.02, max: 0.12 } as const;
const PLACES = { min: 0.05, max: 0.95 } as const;

type Section = 'lines' | 'style' | 'font' | 'animation';

/** The captions: read from a file or written line by line, and how they look. */
export class CaptionsPanel extends BoothElement {
  static override readonly redrawOn = WITH_PLAYHEAD;
  static override styles = [
    ...BoothElement.styles,
    colorStyles,
    chipStyles,
    css`
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 6px;
        padding-block: 3px;
        border-radius: 12px;
      }
      /* As high as its text, where a browser can do that; else there is room for two lines. */
      textarea {
        display: block;
        min-height: 68px;
        resize: none;
      }
      @supports (field-sizing: content) {
        textarea {
          field-sizing: content;
          min-height: 44px;
        }
      }
      .row > button {
        flex: 1 0 auto;
      }
      li .time {
        min-width: 58px;
        padding-inline: 10px;
        font-size: 13px;
      }
      .words {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .words button {
        padding-inline: 12px;
        border-radius: 10px;
      }
      .words .spoken {
        color: var(--background);
        background: var(--text);
      }
      .cuts {
        grid-column: 1 / -1;
        display: flex;
        justify-content: center;
      }
      .cuts button {
        padding-inline: 12px;
        font-size: 13px;
      }
      .cuts svg {
        width: 18px;
        height: 18px;
      }
      li.now .time {
        color: var(--background);
        background: var(--text);
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    selected: {},
    section: { state: true },
    side: { state: true },
  };

  /** Place of the chosen caption in the order, or null. */
  declare selected: string | null;
  /** What of the captions is shown. */
  declare private section: Section;
  /** Which of their two animations. */
  declare private side: AnimationSide;

  constructor() {
    super();
    this.selected = null;
    this.section = 'lines';
    this.side = 'animationIn';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('selected') || this.selected === null) return;
    this.renderRoot.querySelector(`[data-index="${this.selected}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const { texts, booth, section } = this;
    const { captions } = booth.project;
    if (captions === null) {
      return html`<div class="stack">
        <p class="muted small">${texts.captionsHint}</p>
        <button class="primary" @click=${this.add}>${icons.add} ${texts.addCaption}</button>
        <button @click=${this.import}>${icons.file} ${texts.captionFile}</button>
      </div>`;
    }
    return html`<div class="stack">
      ${segments(
        texts.settings,
        ['lines', 'style', 'font', 'animation'] as const,
        section,
        (name) => texts.captionSections[name],
        (chosen) => {
          this.section = chosen;
        },
        { hasTitle: false },
      )}
      ${this.renderSection(captions)}
    </div>`;
  }

  private renderSection(captions: Captions) {
    const { style } = captions;
    switch (this.section) {
      case 'lines':
        return this.renderLines(captions);
      case 'style':
        return this.renderStyle(style);
      case 'font':
        return renderFonts(this.ui, style, this.setStyle);
      case 'animation':
        return animationControls(
          this.texts,
          this.side,
          (side) => {
            this.side = side;
          },
          style,
          (use) => this.setStyle({ [this.side]: use }),
        );
    }
  }

  private renderLines(captions: Captions) {
    const { texts, booth } = this;
    const now = cueAt(captions, booth.time);
    return html`<ul aria-label=${texts.captions}>
        ${captions.cues.map((cue, index) => this.renderLine(cue, index, cue === now, index === captions.cues.length - 1))}
      </ul>
      <div class="row">
        <button ?disabled=${now !== null} @click=${this.add}>${icons.add} ${texts.addCaption}</button>
        <button @click=${this.import}>${icons.file} ${texts.captionFile}</button>
      </div>
      <button @click=${() => this.ui.takeAway(setCaptions([]), texts.removed(texts.captions))}>
        ${icons.remove} ${texts.removeOf(texts.captions)}
      </button>`;
  }

  private renderLine(cue: Cue, index: number, isNow: boolean, isLast: boolean) {
    const { texts, booth } = this;
    const clock = texts.clock(Math.round(cue.start * 10) / 10);
    return html`<li class=${isNow ? 'now' : ''} data-index=${index}>
      <button
        class="time number"
        aria-label=${texts.showAt(clock)}
        @click=${() => this.ui.perform(() => booth.seek(cue.start))}
      >
        ${clock}
      </button>
      <textarea
        rows="1"
        dir="auto"
        aria-label=${texts.captionLine(index + 1)}
        .value=${cue.text}
        @focus=${() => {
          if (!isNow) this.ui.perform(() => booth.seek(cue.start));
        }}
        @input=${(event: Event) =>
          this.ui.perform(() =>
            booth.edit(updateCue(index, { text: textIn(event) }), { merge: `caption ${index}` }),
          )}
      ></textarea>
      <button
        class="icon plain"
        aria-label=${texts.removeOf(cue.text)}
        @click=${() => this.ui.takeAway(removeCue(index), texts.removed(cue.text))}
      >
        ${icons.remove}
      </button>
      ${isNow ? html`${this.renderWords(cue, index)} ${this.renderCuts(cue, index, isLast)}` : nothing}
    </li>`;
  }

  /** The words of the line that is shown: one that is tapped is said from the playhead on, also while the clip plays. */
  private renderWords(cue: Cue, index: number) {
    const { texts, booth } = this;
    const words = wordsOf(cue);
    if (words.length < 2) return nothing;
    const spoken = spokenWord(cue, booth.time);
    const time = (word: number) =>
      this.ui.perform(() =>
        booth.edit(setWordTime(index, word, booth.time), { merge: `words of caption ${index}` }),
      );
    return html`<div class="words" dir="auto" role="group" aria-label=${texts.highlight}>
        ${words.map(
          (word, place) =>
            html`<button class=${place === spoken ? 'spoken' : ''} @click=${() => time(place)}>${word}</button>`,
        )}
      </div>
      <p class="words muted small">${texts.wordHint}</p>`;
  }

  /** What makes two lines of the one that is shown, or one of it and the next. */
  private renderCuts(cue: Cue, index: number, isLast: boolean) {
    const { texts, booth } = this;
    const edit = (change: Edit) => this.ui.perform(() => booth.edit(change));
    return html`<div class="cuts">
      <button
        class="plain"
        ?disabled=${wordsOf(cue).length < 2}
        @click=${() => edit(splitCue(index, booth.time))}
      >
        ${icons.split} ${texts.split}
      </button>
      <button class="plain" ?disabled=${isLast} @click=${() => edit(joinCues(index))}>
        ${icons.join} ${texts.joinNext}
      </button>
    </div>`;
  }

  private renderStyle(style: CaptionStyle) {
    const { texts } = this;
    const none = { value: null, label: texts.none, icon: icons.close };
    return html`
      <div class="field">
        <h3 aria-hidden="true">${texts.highlight}</h3>
        ${colors(
          texts.highlight,
          style.highlight,
          (highlight) => this.setStyle({ highlight }),
          none,
          () => this.setStyle({ highlight: null }),
        )}
      </div>
      ${slider(texts.textSize, texts.percent(style.size), SIZES, style.size, (size) => this.setStyle({ size }))}
      ${slider(texts.height, texts.percent(style.y), PLACES, style.y, (y) => this.setStyle({ y }))}
      ${renderTextColors(this.ui, style, this.setStyle)}
    `;
  }

  private readonly setStyle = (part: Partial<CaptionStyle>): void => {
    const merge = `captions ${Object.keys(part).join()}`;
    this.ui.perform(() => this.booth.edit(setCaptionStyle(part), { merge }));
  };

  private import(): void {
    pickFile('.srt,.vtt,text/vtt', (file) =>
      this.ui.perform(async () => {
        const cues = parseCaptions(await file.text());
        this.booth.edit(setCaptions(cues));
        this.ui.announce(this.texts.captionsRead(cues.length));
      }),
    );
  }

  private add(): void {
    const { booth, texts } = this;
    const { time } = booth;
    this.ui.perform(async () => {
      booth.edit(addCue({ start: time, end: time + SECONDS, text: texts.newText }));
      await this.updateComplete;
      const index = booth.project.captions?.cues.findIndex(({ start }) => start === time) ?? -1;
      this.renderRoot.querySelector<HTMLTextAreaElement>(`[data-index="${index}"] textarea`)?.select();
    });
  }
}
