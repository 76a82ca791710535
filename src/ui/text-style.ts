import { css, html, nothing } from 'lit';
import { TEXT_DEFAULTS, type TextStyle } from '../project/overlay.js';
import type { Ui } from './booth-element.js';
import { colors } from './color-picker.js';
import { icons } from './editor-icons.js';
import { pickFile } from './inputs.js';
import { segments } from './segments.js';

/** Fonts that systems have, by what the texts call them: lists, of which the first that is there is taken. */
const SYSTEM_FONTS = {
  plain: TEXT_DEFAULTS.font,
  serif: 'Georgia, "Times New Roman", serif',
  typewriter: 'ui-monospace, Menlo, Consolas, "Courier New", monospace',
  script: '"Snell Roundhand", "Segoe Script", "Brush Script MT", cursive',
  poster: 'Impact, Haettenschweiler, "Arial Narrow Bold", sans-serif',
} as const;
/** Thickness of letters, thin and thick. */
const WEIGHTS = { normal: 400, bold: 700 } as const;

type SetStyle = (part: Partial<TextStyle>) => void;

/** The colours of a text and how its lines lie. */
export function renderTextColors({ texts }: Ui, style: TextStyle, set: SetStyle) {
  const none = { value: null, label: texts.none, icon: icons.close };
  const row = (
    label: string,
    chosen: string | null,
    choose: (color: string) => void,
    clear: (() => void) | null,
  ) =>
    html`<div class="field">
      <h3 aria-hidden="true">${label}</h3>
      ${clear === null ? colors(label, chosen, choose) : colors(label, chosen, choose, none, clear)}
    </div>`;
  return html`
    ${row(texts.textColor, style.color, (color) => set({ color }), null)}
    ${row(
      texts.outline,
      style.outline,
      (outline) => set({ outline }),
      () => set({ outline: null }),
    )}
    ${row(
      texts.background,
      style.background,
      (background) => set({ background }),
      () => set({ background: null }),
    )}
    ${segments(
      texts.align,
      ['start', 'center', 'end'] as const,
      style.align,
      (align) => texts.alignments[align],
      (align) => set({ align }),
    )}
  `;
}

/** The font of a text: one of the system's, or one that the person brings. */
export function renderFonts({ booth, texts, perform }: Ui, style: TextStyle, set: SetStyle) {
  const imported = Object.values(booth.project.assets).filter((asset) => asset.kind === 'font');
  const choices = [
    ...Object.entries(SYSTEM_FONTS).map(([name, font]) => ({
      font,
      name: texts.fonts[name as keyof typeof SYSTEM_FONTS],
    })),
    ...imported.map(({ name }) => ({ font: `"${name}"`, name })),
  ];
  const isBold = style.weight >= 600;
  const importFont = (file: File) =>
    perform(async () => {
      // Quotes would end the family's name in CSS.
      const family = file.name.replace(/\.\w+$/, '').replaceAll(/["\\]/g, '');
      await booth.importFont(file, family);
      // Drawing loads the font, so that handles are measured with it.
      await booth.seek(booth.time);
      set({ font: `"${family}"` });
    });
  return html`<div class="field">
      <h3 aria-hidden="true">${texts.font}</h3>
      <div class="chips" role="radiogroup" aria-label=${texts.font}>
        ${choices.map(
          ({ font, name }) =>
            html`<button
              role="radio"
              aria-checked=${font === style.font}
              style="font-family: ${font.replaceAll('"', "'")}"
              @click=${() => set({ font })}
            >
              ${name}
            </button>`,
        )}
      </div>
    </div>
    <div class="row">
      <button
        aria-pressed=${isBold}
        @click=${() => set({ weight: isBold ? WEIGHTS.normal : WEIGHTS.bold })}
      >
        ${icons.bold} ${texts.bold}
      </button>
      <button aria-pressed=${style.italic} @click=${() => set({ italic: !style.italic })}>
        ${icons.italic} ${texts.italic}
      </button>
    </div>
    <button @click=${() => pickFile('.woff2,.woff,.ttf,.otf,font/*', importFont)}>
      ${icons.file} ${texts.fontFile}
    </button>
    ${imported.length === 0 ? html`<p class="muted small">${texts.fontHint}</p>` : nothing}`;
}

/** How chips look: one of several words. */
export const chipStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chips button {
    min-height: 40px;
    padding-inline: 14px;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .chips button[aria-checked='true'],
  .row button[aria-pressed='true'] {
    color: var(--background);
    background: var(--text);
  }
`;
