import type { Overlay, Project } from '../project/project.js';

/** Distance of lines as a part of the font size, and the widest a line gets as a part of the frame, as the stage draws. */
const LINE_HEIGHT = 1.2;
const WRAP_WIDTH = 0.9;

let context: CanvasRenderingContext2D | null = null;

/** What a person reads for an overlay: its text, or the name of its picture. */
export function nameOverlay(project: Project, overlay: Overlay): string {
  if (overlay.kind === 'text') return overlay.text;
  const asset = project.assets[overlay.asset];
  return asset === undefined ? '' : asset.name;
}

/** About how large an overlay is drawn, as parts of the frame's width and height. */
export function overlaySize(project: Project, overlay: Overlay): { width: number; height: number } {
  if (overlay.kind === 'sticker') {
    const asset = project.assets[overlay.asset];
    const shape = asset?.kind === 'image' ? asset.width / asset.height : 1;
    return { width: (overlay.size * shape * project.height) / project.width, height: overlay.size };
  }
  context ??= document.createElement('canvas').getContext('2d');
  const lines = overlay.text.split('\n');
  let width = 0.5;
  if (context !== null) {
    context.font = `${overlay.weight} 100px ${overlay.font}`;
    width = Math.max(...lines.map((line) => context?.measureText(line).width ?? 0)) / 100;
  }
  const frameWidth = project.width / project.height;
  const wanted = (width * overlay.size) / frameWidth;
  const wrapped = Math.max(1, Math.ceil(wanted / WRAP_WIDTH));
  return {
    width: Math.min(wanted, WRAP_WIDTH),
    height: (lines.length - 1 + wrapped) * overlay.size * LINE_HEIGHT,
  };
}
