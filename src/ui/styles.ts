import { css } from 'lit';

/** Colours and measures that every part shares. The public ones are documented at `<clip-booth>`. */
export const tokens = css`
  :host {
    --accent: var(--clip-booth-accent, #ff3b5c);
    --on-accent: var(--clip-booth-on-accent, #ffffff);
    --radius: var(--clip-booth-radius, 14px);
    --font: var(--clip-booth-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    --background: var(--clip-booth-background, #101014);
    --surface: var(--clip-booth-surface, #1b1b21);
    --raised: #2a2a32;
    --line: #3b3b45;
    --text: var(--clip-booth-text, #f5f5f7);
    --muted: #b3b3be;
    color: var(--text);
    font-family: var(--font);
    font-size: 15px;
    line-height: 1.4;
  }
`;

/** Buttons, sliders and lists, in native elements. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  h3 {
    font-size: 13px;
    font-weight: 600;
    color: var(--muted);
    margin-block-end: 8px;
  }
  ul {
    list-style: none;
  }
  button,
  select,
  input,
  textarea,
  .button {
    font: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 44px;
    min-width: 44px;
    padding: 0 16px;
    border: 0;
    border-radius: 999px;
    background: var(--raised);
    cursor: pointer;
    text-decoration: none;
    white-space: nowrap;
    -webkit-tap-highlight-color: transparent;
    transition: background-color 120ms;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: color-mix(in srgb, var(--raised), var(--text) 12%);
  }
  button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  button.primary,
  .button.primary {
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent), #000 12%);
  }
  button.icon {
    padding: 0;
    width: 44px;
  }
  button:is([aria-pressed='true'], [aria-checked='true']),
  button:is([aria-pressed='true'], [aria-checked='true']):hover:not(:disabled) {
    background: #f5f5f7;
    color: #101014;
  }
  :is(button, .button, input, select, textarea, summary):focus-visible {
    outline: 3px solid var(--text);
    outline-offset: 2px;
  }
  select,
  textarea,
  input[type='text'] {
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
  }
  textarea {
    width: 100%;
    resize: vertical;
  }
  input[type='range'] {
    width: 100%;
    min-height: 32px;
    margin: 0;
    accent-color: var(--accent);
  }
  input[type='color'] {
    width: 44px;
    height: 44px;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
  }
  label.slider {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    column-gap: 12px;
  }
  label.slider > input {
    grid-column: 1 / -1;
  }
  label.slider > output {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .strip {
    display: flex;
    gap: 8px;
    overflow-x: auto;
    padding: 4px;
    margin: -4px;
    scrollbar-width: thin;
  }
  .group {
    padding-block: 14px;
    border-block-end: 1px solid var(--line);
  }
  .group:last-child {
    border-block-end: 0;
  }
  .muted {
    color: var(--muted);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    width: 22px;
    height: 22px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
