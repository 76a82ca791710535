import { css, html, nothing } from 'lit';
import { textIn } from './inputs.js';

/** Colours that are offered at a tap. */
const COLORS = ['#ffffff', '#111111', '#fbbf24', '#f43f5e', '#a855f7', '#3b82f6', '#10b981'];

/** A choice beside the colours, such as none. */
interface OtherChoice {
  readonly value: string | null;
  readonly label: string;
  readonly icon: unknown;
}

/** Colours at a tap, any other from the browser's own picker, and what can be had in place of one. */
export function colors<Value extends string | null>(
  label: string,
  chosen: Value,
  choose: (value: string) => void,
  other?: OtherChoice,
  chooseOther: () => void = () => choose(other?.value ?? ''),
) {
  return html`<div class="colors" role="radiogroup" aria-label=${label}>
    ${
      other === undefined
        ? nothing
        : html`<button
            role="radio"
            class="other"
            aria-checked=${chosen === other.value}
            aria-label=${other.label}
            title=${other.label}
            @click=${chooseOther}
          >
            ${other.icon}
          </button>`
    }
    ${COLORS.map(
      (color) =>
        html`<button
          role="radio"
          style="background: ${color}"
          aria-checked=${chosen === color}
          aria-label=${color}
          @click=${() => choose(color)}
        ></button>`,
    )}
    <input
      type="color"
      aria-label=${label}
      .value=${chosen?.startsWith('#') ? chosen : '#888888'}
      @input=${(event: Event) => choose(textIn(event))}
    />
  </div>`;
}

/** How {@link colors} look. */
export const colorStyles = css`
  .colors {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 6px 2px;
  }
  .colors button {
    position: relative;
    width: 33px;
    min-width: 33px;
    min-height: 33px;
    padding: 0;
    border: 2px solid var(--surface);
    box-shadow: 0 0 0 1px var(--edge);
  }
  .colors button::after {
    content: '';
    position: absolute;
    inset: -8px -5px;
  }
  .colors button.other {
    color: var(--muted);
  }
  .colors .other svg {
    width: 18px;
    height: 18px;
  }
  .colors button[aria-checked='true'] {
    box-shadow: 0 0 0 3px var(--accent);
  }
  .colors input {
    width: 33px;
    height: 33px;
    padding: 2px;
    border-radius: 50%;
  }
`;
