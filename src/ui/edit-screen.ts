import { css, html, nothing } from 'lit';
import {
  addText,
  moveTake,
  removeOverlay,
  removeTake,
  setFormat,
  setLevels,
  setMusicStart,
  splitTake,
  trimTake,
  updateOverlay,
} from '../project/edits.js';
import type { Take, TextOverlay } from '../project/project.js';
import { clipDuration, mediumDuration, spanAt, takeDuration } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';
import { icons } from './icons.js';
import { numberIn, textIn } from './inputs.js';
import type { Sound } from './sound-picker.js';

/** Shapes that are offered, as width and height for a shorter side of one. */
const FORMATS = [
  { name: '9:16', width: 9, height: 16 },
  { name: '1:1', width: 1, height: 1 },
  { name: '16:9', width: 16, height: 9 },
] as const;

/** Cuts and changes the clip beside its preview. */
export class EditScreen extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: block;
      }
      .transport {
        display: grid;
        grid-template-columns: auto 1fr auto auto;
        align-items: center;
        gap: 8px;
      }
      .time {
        color: var(--muted);
        font-variant-numeric: tabular-nums;
        font-size: 13px;
      }
      li {
        padding: 10px 12px;
        border-radius: var(--radius);
        background: var(--surface);
      }
      li + li {
        margin-block-start: 8px;
      }
      li[aria-current='true'] {
        box-shadow: inset 0 0 0 2px var(--accent);
      }
      .head {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .head > :first-child {
        flex: 1;
      }
      .trim {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 16px;
      }
      .text {
        display: grid;
        gap: 8px;
      }
      .actions {
        justify-content: space-between;
        padding-block-start: 14px;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    sounds: { attribute: false },
  };

  /** Music that the site offers. */
  declare sounds: readonly Sound[];

  constructor() {
    super();
    this.sounds = [];
  }

  override render() {
    const { booth, texts, perform } = this;
    return html`
      ${this.renderTransport()}
      <section class="group">
        <h3>${texts.takes}</h3>
        <ul>
          ${booth.project.takes.map((take, index) => this.renderTake(take, index))}
        </ul>
      </section>
      <section class="group">
        <clip-booth-effect-strip
          detailed
          .booth=${booth}
          .texts=${texts}
          .perform=${perform}
        ></clip-booth-effect-strip>
      </section>
      <section class="group">
        <h3>${texts.text}</h3>
        ${booth.project.overlays
          .filter((overlay) => overlay.kind === 'text')
          .map((overlay) => this.renderText(overlay))}
        <button @click=${() => perform(() => booth.edit(addText(texts.newText)))}>${icons.text} ${texts.addText}</button>
      </section>
      <section class="group">${this.renderSound()}</section>
      <section class="group">
        <h3 id="format">${texts.format}</h3>
        <div class="row" role="radiogroup" aria-labelledby="format">
          ${FORMATS.map((format) => this.renderFormat(format))}
        </div>
      </section>
      <div class="row actions">
        <button @click=${() => this.dispatchEvent(new Event('back'))}>${icons.camera} ${texts.backToCamera}</button>
        <button class="primary" @click=${() => this.dispatchEvent(new Event('next'))}>${texts.next}</button>
      </div>
    `;
  }

  private renderTransport() {
    const { booth, texts, perform } = this;
    const duration = clipDuration(booth.project);
    return html`
      <div class="transport">
        <button
          class="icon primary"
          aria-label=${booth.playing ? texts.pause : texts.play}
          @click=${() => perform(() => (booth.playing ? booth.pause() : booth.play()))}
        >
          ${booth.playing ? icons.pause : icons.play}
        </button>
        <label>
          <span class="hidden">${texts.playhead}</span>
          <input
            type="range"
            min="0"
            max=${duration}
            step=${1 / booth.project.frameRate}
            .value=${String(booth.time)}
            @input=${(event: Event) => perform(() => booth.seek(numberIn(event)))}
          />
        </label>
        <button
          class="icon"
          aria-label=${texts.undo}
          title=${texts.undo}
          ?disabled=${!booth.canUndo}
          @click=${() => booth.undo()}
        >
          ${icons.undo}
        </button>
        <button
          class="icon"
          aria-label=${texts.redo}
          title=${texts.redo}
          ?disabled=${!booth.canRedo}
          @click=${() => booth.redo()}
        >
          ${icons.redo}
        </button>
      </div>
      <p class="time">${texts.recordedOf(booth.time, duration)}</p>
    `;
  }

  private renderTake(take: Take, index: number) {
    const { booth, texts, perform } = this;
    const { project } = booth;
    const longest = take.start + project.maxDuration * take.speed;
    const name = texts.take(index + 1);
    const shortest = take.speed / project.frameRate;
    const button = (label: string, icon: unknown, work: () => void, disabled = false) =>
      html`<button
        class="icon"
        aria-label="${name}: ${label}"
        title=${label}
        ?disabled=${disabled}
        @click=${() => perform(work)}
      >
        ${icon}
      </button>`;
    return html`<li aria-current=${spanAt(project, booth.time)?.take.id === take.id}>
      <div class="head">
        <span>${name} <span class="muted">${takeDuration(take).toFixed(1)} s</span></span>
        ${button(texts.moveEarlier, icons.back, () => booth.edit(moveTake(take.id, index - 1)), index === 0)}
        ${button(
          texts.moveLater,
          icons.forward,
          () => booth.edit(moveTake(take.id, index + 1)),
          index === project.takes.length - 1,
        )}
        ${button(texts.split, icons.split, () => booth.edit(splitTake(take.id, booth.time)))}
        ${button(texts.remove, icons.remove, () => booth.edit(removeTake(take.id)))}
      </div>
      <div class="trim">
        ${this.renderTrim(texts.trimStart, name, 0, take.end - shortest, take.start, (start) =>
          booth.edit(trimTake(take.id, { start })),
        )}
        ${this.renderTrim(
          texts.trimEnd,
          name,
          take.start + shortest,
          Math.min(mediumDuration(project.assets[take.asset]), longest),
          take.end,
          (end) => booth.edit(trimTake(take.id, { end })),
        )}
      </div>
    </li>`;
  }

  private renderTrim(
    label: string,
    name: string,
    min: number,
    max: number,
    value: number,
    set: (value: number) => void,
  ) {
    return html`<label class="slider">
      ${label}<output>${value.toFixed(2)} s</output>
      <input
        type="range"
        aria-label="${name}: ${label}"
        min=${min}
        max=${max}
        step="any"
        .value=${String(value)}
        @change=${(event: Event) => this.perform(() => set(Math.min(max, Math.max(min, numberIn(event)))))}
      />
    </label>`;
  }

  private renderText(overlay: TextOverlay) {
    const { booth, texts, perform } = this;
    const update = (part: Partial<Omit<TextOverlay, 'id' | 'kind'>>) =>
      perform(() => booth.edit(updateOverlay(overlay.id, part)));
    const slider = (label: string, key: 'x' | 'y' | 'size', max: number) =>
      html`<label class="slider">
        ${label}<output>${texts.percent(overlay[key])}</output>
        <input
          type="range"
          min=${key === 'size' ? 0.02 : 0}
          max=${max}
          step="0.005"
          .value=${String(overlay[key])}
          @input=${(event: Event) => update({ [key]: numberIn(event) })}
        />
      </label>`;
    return html`<div class="text">
      <div class="head">
        <textarea
          rows="1"
          aria-label=${texts.text}
          .value=${overlay.text}
          @input=${(event: Event) => update({ text: textIn(event) })}
        ></textarea>
        <input
          type="color"
          aria-label=${texts.textColor}
          .value=${overlay.color}
          @input=${(event: Event) => update({ color: textIn(event) })}
        />
        <button
          class="icon"
          aria-label="${texts.text}: ${texts.remove}"
          @click=${() => perform(() => booth.edit(removeOverlay(overlay.id)))}
        >
          ${icons.remove}
        </button>
      </div>
      <div class="trim">${slider(texts.textX, 'x', 1)} ${slider(texts.textY, 'y', 1)}</div>
      ${slider(texts.textSize, 'size', 0.2)}
    </div>`;
  }

  private renderSound() {
    const { booth, texts, perform } = this;
    const { levels, music, assets } = booth.project;
    const level = (label: string, key: 'music' | 'camera') =>
      html`<label class="slider">
        ${label}<output>${texts.percent(levels[key])}</output>
        <input
          type="range"
          min="0"
          max="2"
          step="0.05"
          .value=${String(levels[key])}
          @change=${(event: Event) => perform(() => booth.edit(setLevels({ [key]: numberIn(event) })))}
        />
      </label>`;
    return html`
      <h3>${texts.sound}</h3>
      <clip-booth-sound-picker
        .booth=${booth}
        .texts=${texts}
        .perform=${perform}
        .sounds=${this.sounds}
      ></clip-booth-sound-picker>
      ${
        music === null
          ? nothing
          : html`${level(texts.musicLevel, 'music')}
              <label class="slider">
                ${texts.musicStart}<output>${music.start.toFixed(1)} s</output>
                <input
                  type="range"
                  min="0"
                  max=${Math.max(0, mediumDuration(assets[music.asset]) - 0.1)}
                  step="0.1"
                  .value=${String(music.start)}
                  @change=${(event: Event) => perform(() => booth.edit(setMusicStart(numberIn(event))))}
                />
              </label>`
      }
      ${level(texts.cameraLevel, 'camera')}
    `;
  }

  private renderFormat({ name, width, height }: (typeof FORMATS)[number]) {
    const { booth, perform } = this;
    const { project } = booth;
    const shorter = Math.min(project.width, project.height);
    const even = (side: number) => 2 * Math.round((shorter * side) / Math.min(width, height) / 2);
    const isChosen = Math.abs(project.width / project.height - width / height) < 0.01;
    return html`<button
      role="radio"
      aria-checked=${isChosen}
      @click=${() => perform(() => booth.edit(setFormat({ width: even(width), height: even(height) })))}
    >
      ${name}
    </button>`;
  }
}
