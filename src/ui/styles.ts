import { css } from 'lit';

/**
 * Colours and measures that every part shares; each colour for the dark theme and the light one. The public ones are
 * documented at `<clip-booth>`.
 */
export const tokens = css`
  :host {
    --accent: var(--clip-booth-accent, #e11d48);
    --on-accent: var(--clip-booth-on-accent, #ffffff);
    --radius: var(--clip-booth-radius, 14px);
    --font: var(
      --clip-booth-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      sans-serif
    );
    --background: var(--clip-booth-background, light-dark(#f5f5f2, #0c0d10));
    --surface: var(--clip-booth-surface, light-dark(#ffffff, #16181d));
    --text: var(--clip-booth-text, light-dark(#17181c, #f3f4f6));
    --raised: light-dark(#e9e9e5, #24272e);
    --line: light-dark(#d7d7d2, #31353d);
    --edge: light-dark(#8d8f96, #6c717c);
    --rest: light-dark(#c9c9c4, #474c57);
    --knob-color: light-dark(#17181c, #f3f4f6);
    --muted: light-dark(#5a5e68, #a6abb6);
    --glass: rgb(14 15 18 / 0.62);
    --shade: 0 10px 36px rgb(0 0 0 / 0.35);
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
  :host([hidden]),
  [hidden] {
    display: none !important;
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
  button:is(:disabled, [aria-disabled='true']) {
    opacity: 0.38;
    cursor: default;
  }
  :is(button, .button).primary {
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.icon {
    padding: 0;
    width: 44px;
  }
  button.plain {
    background: none;
  }
  /* A finger leaves what it tapped hovered: only what hovers shows it. */
  @media (hover: hover) {
    button:hover:not(:disabled),
    .button:hover {
      background-color: color-mix(in srgb, var(--raised), var(--text) 10%);
    }
    :is(button, .button).primary:hover:not(:disabled) {
      background-color: color-mix(in srgb, var(--accent), #000 14%);
    }
    button.plain:hover:not(:disabled) {
      background-color: color-mix(in srgb, transparent, var(--text) 9%);
    }
  }
  .glass,
  .glass:hover:not(:disabled) {
    color: #fff;
    background: var(--glass);
    backdrop-filter: blur(16px);
  }
  :is(button, .button, a, input, select, textarea, summary, [tabindex='0']):focus-visible {
    outline: 3px solid var(--text);
    outline-offset: 2px;
  }
  select,
  textarea,
  input[type='text'] {
    width: 100%;
    min-height: 44px;
    padding: 9px 12px;
    border: 1px solid var(--edge);
    border-radius: 10px;
    background: var(--surface);
  }
  textarea {
    resize: vertical;
  }
  input[type='range'] {
    /* As high as a finger needs, in the room of a line. */
    appearance: none;
    width: 100%;
    height: 44px;
    margin: -8px 0;
    background: none;
    cursor: pointer;
    --knob: 20px;
    --end: right;
    --track: linear-gradient(
      to var(--end),
      var(--rest) calc(var(--knob) / 2 + (100% - var(--knob)) * var(--from, 0)),
      var(--accent) 0 calc(var(--knob) / 2 + (100% - var(--knob)) * var(--to, 0)),
      var(--rest) 0
    );
  }
  input[type='range']:dir(rtl) {
    --end: left;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 6px;
    border-radius: 3px;
    background: var(--track);
  }
  input[type='range']::-moz-range-track {
    height: 6px;
    border-radius: 3px;
    background: var(--track);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: var(--knob);
    height: var(--knob);
    margin-block-start: -7px;
    border: 0;
    border-radius: 50%;
    background: var(--knob-color);
    box-shadow: 0 1px 4px rgb(0 0 0 / 0.45);
  }
  input[type='range']::-moz-range-thumb {
    width: var(--knob);
    height: var(--knob);
    border: 0;
    border-radius: 50%;
    background: var(--knob-color);
    box-shadow: 0 1px 4px rgb(0 0 0 / 0.45);
  }
  input[type='color'] {
    width: 44px;
    height: 44px;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
  }
  input[type='file'] {
    display: none;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
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
  label.check {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
  }
  label.check input {
    width: 20px;
    height: 20px;
    accent-color: var(--accent);
  }
  .warning {
    padding: 8px 12px;
    border-radius: 10px;
    color: light-dark(#6f4506, #ffdf9e);
    background: light-dark(#fbe6c4, #4a3814);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .segments {
    display: flex;
    border-radius: 12px;
    background: var(--raised);
  }
  /* Each is pressed on its margin too. */
  .segments button {
    flex: 1 0 0;
    min-width: min-content;
    padding: 0 6px;
    border: 3px solid transparent;
    border-radius: 12px;
    background: none;
    background-clip: padding-box;
  }
  .segments button[aria-checked='true'] {
    background-color: light-dark(#ffffff, #464b56);
    font-weight: 600;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 13px;
  }
  .number {
    font-variant-numeric: tabular-nums;
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
    flex: none;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
