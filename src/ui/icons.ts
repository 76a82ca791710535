import { html } from 'lit';

const path = (d: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${d}></path></svg>`;

/** Line drawings on a square of 24 units. */
export const icons = {
  flip: path('M4 9a8 8 0 0 1 14-3l2 2M20 4v4h-4M20 15a8 8 0 0 1-14 3l-2-2M4 20v-4h4'),
  music: path('M9 18V6l10-2v12M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM19 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z'),
  remove: path('M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13'),
  back: path('M15 5l-7 7 7 7'),
  forward: path('M9 5l7 7-7 7'),
  play: path('M7 5l12 7-12 7Z'),
  pause: path('M8 5v14M16 5v14'),
  undo: path('M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3'),
  redo: path('M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h3'),
  split: path('M12 3v18M8 8l-4 4 4 4M16 8l4 4-4 4'),
  close: path('M6 6l12 12M18 6L6 18'),
  camera: path('M3 7h12v10H3ZM15 11l6-4v10l-6-4'),
  check: path('M5 13l5 5 9-11'),
  text: path('M5 6h14M12 6v13'),
};
