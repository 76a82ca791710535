import { DRAW_HEIGHT, defineEffect } from '../define.js';

type Context = OffscreenCanvasRenderingContext2D;
type Shape = 'paper' | 'hearts' | 'stars' | 'snow';

/** The shapes, each drawn about the origin with a radius of 1, in a colour that is set; `turn` is how far it is tilted. */
const SHAPES: Record<Shape, (context: Context, turn: number) => void> = {
  paper: (context, turn) => {
    // A strip that turns over and over: seen from its edge it is thin.
    const height = 0.6 * Math.cos(3 * turn);
    context.fillRect(-0.9, -Math.abs(height), 1.8, 2 * Math.abs(height));
  },
  hearts: (context) => {
    context.beginPath();
    context.moveTo(0, 0.95);
    context.bezierCurveTo(-1.5, -0.1, -0.85, -1.25, 0, -0.5);
    context.bezierCurveTo(0.85, -1.25, 1.5, -0.1, 0, 0.95);
    context.fill();
  },
  stars: (context) => {
    context.beginPath();
    for (let point = 0; point < 10; point++) {
      const [angle, radius] = [(point * Math.PI) / 5, point % 2 === 0 ? 1 : 0.45];
      context.lineTo(radius * Math.sin(angle), -radius * Math.cos(angle));
    }
    context.fill();
  },
  snow: (context) => {
    context.beginPath();
    context.arc(0, 0, 0.55, 0, 2 * Math.PI);
    context.fill();
  },
};

const COLORS: Record<Shape, readonly string[]> = {
  paper: ['#ff3d7f', '#ffc93c', '#2ec4b6', '#4d7cfe', '#b15bff'],
  hearts: ['#ff2d55', '#ff6b8b', '#e0115f'],
  stars: ['#ffd84a', '#fff1b8', '#ffb84a'],
  snow: ['#ffffff', '#eaf4ff'],
};

/** A number in [0, 1) that belongs to a piece: parts of multiples of irrational numbers, which spread evenly. */
const chance = (piece: number, irrational: number) => (piece * irrational) % 1;

/** Paper, hearts, stars or snow fall through the picture, the near ones larger and faster. */
export const confetti = defineEffect({
  name: 'confetti',
  label: 'Confetti',
  family: 'drawing',
  kind: 'draw',
  params: {
    shape: {
      kind: 'choice',
      label: 'What falls',
      default: 'paper',
      choices: { paper: 'Confetti', hearts: 'Hearts', stars: 'Stars', snow: 'Snow' },
    },
    amount: { kind: 'number', label: 'Amount', default: 0.5, min: 0.05, max: 1 },
    size: { kind: 'number', label: 'Size', default: 0.016, min: 0.006, max: 0.03 },
    speed: { kind: 'number', label: 'Speed', default: 0.25, min: 0.05, max: 0.6, unit: '/s' },
  },
  draw: (context, { params: { shape, amount, size, speed }, time, width }) => {
    const [drawShape, colors] = [SHAPES[shape], COLORS[shape]];
    const count = Math.round(amount * 160);
    for (let piece = 1; piece <= count; piece++) {
      // The last are drawn on top, so they are the nearest.
      const near = piece / count;
      const radius = size * DRAW_HEIGHT * (0.55 + 0.9 * near ** 2);
      const fallen = chance(piece, 0.618034) + time * speed * (0.6 + 0.8 * near);
      const turn = 2 * Math.PI * chance(piece, 0.754878) + time * (1.5 + 2 * chance(piece, 0.56984));
      const sway = 0.04 * DRAW_HEIGHT * Math.sin(turn * 0.7);
      context.save();
      context.translate(
        (chance(piece, 0.414214) * 1.1 - 0.05) * width + sway,
        ((fallen % 1) * 1.1 - 0.05) * DRAW_HEIGHT,
      );
      context.rotate(shape === 'hearts' ? 0.5 * Math.sin(turn) : turn);
      context.scale(radius, radius);
      context.globalAlpha = shape === 'snow' ? 0.5 + 0.45 * near : 0.95;
      context.fillStyle = colors[piece % colors.length] ?? '';
      drawShape(context, turn);
      context.restore();
    }
  },
});
