/** A rectangle in the frame, in parts of its width and height. */
export interface FrameArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The part of a vertical frame that stays free where feeds lay their own things over it: a head line above, the row of
 * buttons at the right, the name and caption below; `all` is what stays free in each of them. From what is told
 * advertisers, as read in 2026:
 *
 * - `reels`: Meta asks for 14 % at the top, 35 % at the bottom and 6 % at the sides (Meta Business Help Center, "Safe
 *   zones for Stories and Reels"); the buttons at the right take 10 % more.
 * - `tiktok`: the free part depends on the length of the caption, and the templates for it (TikTok Business Help Center,
 *   article 10002745) are pictures. Guides that measured them name 8 % at the top, 15 % at the right, and 23 to 28 % at
 *   the bottom, of which this is the larger.
 * - `shorts`: Google shows it in pictures alone (Google Ads Help, answer 13704860); this is as `reels`, with room for its
 *   wider buttons.
 */
export const SAFE_AREAS = {
  tiktok: { x: 0.06, y: 0.08, width: 0.76, height: 0.64 },
  reels: { x: 0.06, y: 0.14, width: 0.78, height: 0.51 },
  shorts: { x: 0.05, y: 0.15, width: 0.77, height: 0.5 },
  all: { x: 0.06, y: 0.15, width: 0.76, height: 0.5 },
} as const satisfies Record<string, FrameArea>;

/** A line to which something was snapped, to be shown while it is moved. */
export interface SnapLine {
  readonly direction: 'vertical' | 'horizontal';
  /** Where it lies, as a part of the frame's width or height. */
  readonly at: number;
}

/** Where an overlay is put, and the lines that it was drawn to. */
export interface Snapped {
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
  readonly lines: readonly SnapLine[];
}

/** How near something is drawn to a line, as a part of the frame's shorter way; and to an angle, in degrees. */
const SNAP_DISTANCE = 0.015;
const SNAP_ANGLE = 4;
const ANGLE_STEP = 45;

/**
 * Draws an overlay that is moved or turned to the frame's middle, to the edges of a safe area, and to every eighth of a
 * turn, where it comes near.
 * @param overlay its centre and turn, and the size at which it is shown, in parts of the frame, where its own edges are
 * to be drawn too
 */
export function snapOverlay(
  overlay: {
    readonly x: number;
    readonly y: number;
    readonly rotation: number;
    readonly width?: number;
    readonly height?: number;
  },
  { safeArea = SAFE_AREAS.all }: { safeArea?: FrameArea } = {},
): Snapped {
  const { width = 0, height = 0 } = overlay;
  const x = snapTo(overlay.x, width, safeArea.x, safeArea.x + safeArea.width);
  const y = snapTo(overlay.y, height, safeArea.y, safeArea.y + safeArea.height);
  const turned = Math.round(overlay.rotation / ANGLE_STEP) * ANGLE_STEP;
  return {
    x: x.place,
    y: y.place,
    // Adding zero turns -0 into 0.
    rotation: Math.abs(overlay.rotation - turned) <= SNAP_ANGLE ? turned + 0 : overlay.rotation,
    lines: [
      ...(x.line === null ? [] : [{ direction: 'vertical' as const, at: x.line }]),
      ...(y.line === null ? [] : [{ direction: 'horizontal' as const, at: y.line }]),
    ],
  };
}

/** The nearest of the middle and the two edges, the latter met by the overlay's own edges. */
function snapTo(
  place: number,
  size: number,
  low: number,
  high: number,
): { place: number; line: number | null } {
  const targets = [
    { place: 0.5, line: 0.5 },
    { place: low + size / 2, line: low },
    { place: high - size / 2, line: high },
  ];
  const [nearest] = targets.toSorted((a, b) => Math.abs(a.place - place) - Math.abs(b.place - place));
  return nearest !== undefined && Math.abs(nearest.place - place) <= SNAP_DISTANCE
    ? nearest
    : { place, line: null };
}
