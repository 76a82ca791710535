import { html } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import {
  ArrowLeft,
  ArrowRight,
  Camera,
  Check,
  ChevronLeft,
  ChevronRight,
  Copy,
  Delete,
  Download,
  EighthNotes,
  Flag,
  FolderOpen,
  Gauge,
  Grid3x3,
  type IconNode,
  Keyboard,
  Magnet,
  Palette,
  Pause,
  Play,
  Plus,
  Ratio,
  Redo2,
  RotateCcw,
  Scissors,
  Share2,
  SlidersHorizontal,
  Sparkles,
  Sticker,
  SwitchCamera,
  Timer,
  Trash,
  Type,
  Undo2,
  Upload,
  X,
  Zap,
  ZoomIn,
  ZoomOut,
} from 'lucide';

/** An icon as the markup of an SVG. The drawings are Lucide's. */
const icon = (nodes: IconNode) => {
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

/** The icons of the element, by what they stand for. */
export const icons = {
  add: icon(Plus),
  back: icon(ChevronLeft),
  backspace: icon(Delete),
  camera: icon(Camera),
  check: icon(Check),
  close: icon(X),
  download: icon(Download),
  duplicate: icon(Copy),
  earlier: icon(ArrowLeft),
  effects: icon(Sparkles),
  file: icon(FolderOpen),
  format: icon(Ratio),
  forward: icon(ChevronRight),
  grid: icon(Grid3x3),
  keyboard: icon(Keyboard),
  later: icon(ArrowRight),
  looks: icon(Palette),
  mark: icon(Flag),
  music: icon(EighthNotes),
  pause: icon(Pause),
  play: icon(Play),
  redo: icon(Redo2),
  remove: icon(Trash),
  restart: icon(RotateCcw),
  settings: icon(SlidersHorizontal),
  share: icon(Share2),
  snap: icon(Magnet),
  speed: icon(Gauge),
  split: icon(Scissors),
  sticker: icon(Sticker),
  switchCamera: icon(SwitchCamera),
  text: icon(Type),
  timer: icon(Timer),
  torch: icon(Zap),
  undo: icon(Undo2),
  upload: icon(Upload),
  zoomIn: icon(ZoomIn),
  zoomOut: icon(ZoomOut),
};
