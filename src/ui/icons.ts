import { html } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import {
  ArrowLeft,
  ArrowRight,
  AudioLines,
  Blend,
  Bold,
  Camera,
  Captions,
  Check,
  ChevronLeft,
  ChevronRight,
  Copy,
  Crop,
  Delete,
  Diamond,
  Download,
  Droplets,
  EighthNotes,
  Flag,
  FlipHorizontal2,
  FolderOpen,
  Gauge,
  Grid3x3,
  type IconNode,
  Italic,
  Keyboard,
  Magnet,
  Palette,
  Pause,
  Play,
  Plus,
  Ratio,
  Redo2,
  Repeat,
  Rewind,
  RotateCcw,
  RotateCw,
  Scissors,
  Share2,
  SlidersHorizontal,
  Snowflake,
  Sparkles,
  Sticker,
  SwitchCamera,
  Timer,
  Trash,
  TrendingDown,
  TrendingUp,
  Type,
  Undo2,
  Upload,
  Users,
  Volume2,
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
  blur: icon(Droplets),
  bold: icon(Bold),
  camera: icon(Camera),
  captions: icon(Captions),
  check: icon(Check),
  close: icon(X),
  download: icon(Download),
  duet: icon(Users),
  duplicate: icon(Copy),
  earlier: icon(ArrowLeft),
  effects: icon(Sparkles),
  file: icon(FolderOpen),
  follow: icon(AudioLines),
  format: icon(Ratio),
  forward: icon(ChevronRight),
  framing: icon(Crop),
  freeze: icon(Snowflake),
  grid: icon(Grid3x3),
  italic: icon(Italic),
  keyboard: icon(Keyboard),
  keyframe: icon(Diamond),
  later: icon(ArrowRight),
  level: icon(Volume2),
  looks: icon(Palette),
  mark: icon(Flag),
  mirror: icon(FlipHorizontal2),
  music: icon(EighthNotes),
  pause: icon(Pause),
  play: icon(Play),
  rampDown: icon(TrendingDown),
  rampUp: icon(TrendingUp),
  redo: icon(Redo2),
  remove: icon(Trash),
  repeat: icon(Repeat),
  restart: icon(RotateCcw),
  reverse: icon(Rewind),
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
  transition: icon(Blend),
  turnLeft: icon(RotateCcw),
  turnRight: icon(RotateCw),
  undo: icon(Undo2),
  upload: icon(Upload),
  zoomIn: icon(ZoomIn),
  zoomOut: icon(ZoomOut),
};
