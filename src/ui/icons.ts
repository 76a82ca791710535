import { html } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import {
  Camera,
  Check,
  ChevronLeft,
  ChevronRight,
  Delete,
  EighthNotes,
  FolderOpen,
  Gauge,
  Grid3x3,
  type IconNode,
  Keyboard,
  Palette,
  SlidersHorizontal,
  Sparkles,
  SwitchCamera,
  Timer,
  Trash,
  Users,
  X,
  Zap,
} from 'lucide';

/** An icon as the markup of an SVG. The drawings are Lucide's. */
export const icon = (nodes: IconNode) => {
  const markup = nodes.map(([tag, attributes = {}]) => {
    const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
    return `<${tag} ${written.join(' ')}/>`;
  });
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${unsafeSVG(markup.join(''))}
  </svg>`;
};

/** The icons that are there from the start, by what they stand for. */
export const icons = {
  back: icon(ChevronLeft),
  backspace: icon(Delete),
  camera: icon(Camera),
  check: icon(Check),
  close: icon(X),
  duet: icon(Users),
  effects: icon(Sparkles),
  file: icon(FolderOpen),
  forward: icon(ChevronRight),
  grid: icon(Grid3x3),
  keyboard: icon(Keyboard),
  looks: icon(Palette),
  music: icon(EighthNotes),
  remove: icon(Trash),
  settings: icon(SlidersHorizontal),
  speed: icon(Gauge),
  switchCamera: icon(SwitchCamera),
  timer: icon(Timer),
  torch: icon(Zap),
};
