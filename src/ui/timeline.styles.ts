import { css } from 'lit';

/** How the timeline lays itself out. */
export const layout = css`
  :host {
    direction: ltr;
    isolation: isolate;
    min-height: 0;
    background: var(--surface);
  }
  .scroll {
    height: 100%;
    overflow: auto;
    overscroll-behavior: contain;
    touch-action: pan-x pan-y;
    scrollbar-width: thin;
  }
  .content {
    position: relative;
    min-height: 100%;
    padding: 0 20px 14px;
    box-sizing: content-box;
  }
  .lanes {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .ruler {
    position: sticky;
    z-index: 3;
    inset-block-start: 0;
    height: 30px;
    margin-inline: -20px;
    background: var(--surface);
    cursor: pointer;
    touch-action: none;
    font-size: 11px;
    color: var(--muted);
  }
  .ruler:focus-visible {
    outline-offset: -3px;
  }
  .ruler span {
    position: absolute;
    inset-block-start: 5px;
    padding-left: 5px;
    border-left: 1px solid var(--line);
    white-space: nowrap;
  }
  .mark {
    position: absolute;
    inset-block-start: 16px;
    width: 10px;
    height: 10px;
    margin-left: -5px;
    rotate: 45deg;
    border-radius: 2px;
    background: light-dark(#b45309, #fbbf24);
  }
  .playhead {
    position: absolute;
    z-index: 4;
    inset-block: 0;
    width: 2px;
    margin-left: -1px;
    background: var(--text);
    pointer-events: none;
  }
  .playhead::before {
    content: '';
    position: sticky;
    display: block;
    inset-block-start: 16px;
    margin-block-start: 16px;
    width: 14px;
    height: 14px;
    margin-inline-start: -6px;
    border-radius: 50% 50% 50% 0;
    rotate: -45deg;
    background: var(--text);
  }
  .effect {
    --lane: light-dark(#e4dbfb, #3a2d66);
    --lane-text: light-dark(#432a8c, #d9ccff);
  }
  .overlay {
    --lane: light-dark(#fbe6c4, #57421a);
    --lane-text: light-dark(#6f4506, #ffdf9e);
  }
  .caption {
    --lane: light-dark(#d3e6fb, #1b3f61);
    --lane-text: light-dark(#0b4a86, #bfdfff);
  }
`;
