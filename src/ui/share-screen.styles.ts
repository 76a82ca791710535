import { css } from 'lit';

/** How the share screen lays itself out. */
export const layout = css`
  :host {
    display: grid;
    grid-template: 'picture' minmax(180px, 1fr) 'panel' auto / minmax(0, 1fr);
    min-height: 0;
  }
  :host([wide]) {
    grid-template: 'picture panel' minmax(0, 1fr) / minmax(0, 1fr) 464px;
    gap: 8px;
    padding: 0 16px 16px;
  }
  .picture {
    grid-area: picture;
    position: relative;
    display: grid;
    min-height: 0;
    margin: 0 12px;
  }
  video {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    background: #000;
  }
  .panel {
    grid-area: panel;
    align-content: start;
    min-height: 0;
    max-height: 56cqh;
    overflow-y: auto;
    padding: 18px 20px calc(18px + env(safe-area-inset-bottom));
    background: var(--surface);
    border-start-start-radius: 20px;
    border-start-end-radius: 20px;
    margin-block-start: 12px;
  }
  :host([wide]) .panel {
    max-height: none;
    margin: 0;
    padding: 28px;
    border-radius: var(--radius);
  }
  h2 {
    font-size: 20px;
    line-height: 1.25;
  }
  :host([wide]) h2 {
    font-size: 24px;
  }
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: 10px;
    border: 0;
    border-radius: 5px;
    overflow: hidden;
    background: var(--raised);
  }
  progress::-webkit-progress-bar {
    background: var(--raised);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
    border-radius: 5px;
    transition: inline-size 200ms;
  }
  progress::-moz-progress-bar {
    background: var(--accent);
    border-radius: 5px;
  }
  .wide {
    width: 100%;
    min-height: 52px;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
    gap: 8px;
  }
  .done {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .badge {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    color: light-dark(#ffffff, #06251c);
    background: light-dark(#0d7a5f, #5fd6b3);
    flex: none;
  }
  .actions {
    justify-content: space-between;
    padding-block-start: 4px;
  }
`;
