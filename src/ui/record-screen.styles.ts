import { css } from 'lit';

/** How the record screen lays itself out. */
export const layout = css`
  :host {
    position: relative;
    display: grid;
    grid-template: 'picture' minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
    --picture-place: start center;
  }
  :host([wide]) {
    grid-template:
      'picture rail panel' minmax(0, 1fr)
      'bar rail panel' auto / minmax(0, 1fr) 84px 372px;
    gap: 0 8px;
    padding: 0 16px 16px;
    --picture-place: center;
  }
  clip-booth-picture {
    grid-area: picture;
    touch-action: none;
  }
  .zoom {
    position: absolute;
    inset-block-end: 16px;
    inset-inline: 0;
    width: fit-content;
    margin-inline: auto;
    padding: 2px 12px;
    border-radius: 999px;
    font-size: 13px;
    pointer-events: none;
  }
  .opening {
    position: absolute;
    inset: 0;
    width: fit-content;
    height: fit-content;
    margin: auto;
    padding: 10px 20px;
    border-radius: 999px;
  }
  .music {
    position: absolute;
    inset-block-start: 12px;
    inset-inline: 64px;
    z-index: 1;
    width: fit-content;
    max-width: calc(100% - 128px);
    margin-inline: auto;
    padding-inline: 14px 18px;
  }
  .music span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .thirds {
    position: absolute;
    inset: 0;
    pointer-events: none;
    --rule: rgb(255 255 255 / 0.5) calc(100% / 3 + 0.5px), transparent 0;
    --gap: transparent calc(100% / 3 - 0.5px);
    background:
      linear-gradient(90deg, var(--gap), 0, var(--rule)), linear-gradient(270deg, var(--gap), 0, var(--rule)),
      linear-gradient(var(--gap), 0, var(--rule)), linear-gradient(0deg, var(--gap), 0, var(--rule));
  }
  .count {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    font-size: min(46cqw, 190px);
    font-weight: 700;
    color: #fff;
    text-shadow: 0 2px 28px rgb(0 0 0 / 0.65);
  }
  .bar {
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: end;
    gap: 12px;
    padding: 6px 16px calc(10px + env(safe-area-inset-bottom));
  }
  .bar > :first-child {
    justify-self: start;
  }
  .bar > :last-child {
    justify-self: end;
  }
  .bar > :is(:first-child, :last-child) {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 88px;
  }
  .middle {
    display: grid;
    justify-items: center;
    gap: 6px;
  }
  .time {
    padding: 2px 12px;
    border-radius: 999px;
    font-size: 13px;
  }
  /* The rail is beside the picture there. */
  :host([wide]) .music {
    inset-inline: 12px;
    max-width: calc(100% - 24px);
  }
  :host([wide]) .bar {
    grid-area: bar;
    width: min(100%, 420px);
    margin-inline: auto;
    padding-block-end: 0;
  }
  :host([wide]) .bar .glass {
    background: var(--raised);
    color: var(--text);
  }
  :host([wide]) .bar .time {
    background: none;
  }
  :host(:not([wide])) {
    background: #000;
    color: #fff;
    --ring: #fff;
    --ring-mark: #000;
  }
  :host(:not([wide])) .bar {
    position: absolute;
    z-index: 1;
    inset: auto 0 0;
    max-width: 640px;
    margin-inline: auto;
    width: 100%;
  }
`;
