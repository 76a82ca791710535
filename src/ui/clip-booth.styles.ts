import { css } from 'lit';

/** How `<clip-booth>` lays itself out. */
export const layout = css`
  :host {
    display: block;
    position: relative;
    color-scheme: dark;
    min-height: 420px;
    height: 100%;
    overflow: hidden;
    container-type: size;
    background: var(--background);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  .booth {
    position: relative;
    height: 100%;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
  }
  .booth:focus {
    outline: none;
  }
  .booth > .screen {
    grid-area: 2 / 1;
  }
  clip-booth-bar {
    grid-area: 1 / 1;
  }
  [data-screen='record']:not(.wide) > clip-booth-bar {
    display: none;
  }
  [data-screen='record']:not(.wide) > .screen {
    grid-row: 1 / -1;
  }
`;
