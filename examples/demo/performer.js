/*
 * A made-up performer: a dancer in the light of a small stage, painted on a canvas, for people without a camera. It
 * moves to 112 beats a minute, as the demo's song does.
 */

const BEAT = 60 / 112;
const WIDTH = 720;
const HEIGHT = 1280;

/** Starts the performance. It ends when the stream's tracks are stopped. */
export function makePerformer({ width = WIDTH, height = HEIGHT, frameRate = 30 } = {}) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  context.scale(width / WIDTH, height / HEIGHT);
  paintPerformance(context, 0);
  const stream = canvas.captureStream(frameRate);
  const start = performance.now();
  const timer = setInterval(() => {
    if (stream.active) paintPerformance(context, (performance.now() - start) / 1000);
    else clearInterval(timer);
  }, 1000 / frameRate);
  return stream;
}

/** Paints the moment `time`, in seconds, onto 720 x 1280 units. */
export function paintPerformance(context, time) {
  const beat = time / BEAT;
  const swing = Math.sin(beat * Math.PI);
  const bounce = Math.abs(Math.cos(beat * Math.PI));
  paintRoom(context, beat);
  paintDancer(context, swing, bounce, beat);
}

function paintRoom(context, beat) {
  const wall = context.createLinearGradient(0, 0, 0, HEIGHT);
  wall.addColorStop(0, '#17143a');
  wall.addColorStop(0.55, '#5b2a6e');
  wall.addColorStop(0.78, '#e0785f');
  wall.addColorStop(0.781, '#2b1738');
  wall.addColorStop(1, '#140c22');
  context.fillStyle = wall;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  // A sun behind the dancer that breathes with the beat.
  const radius = 250 + 14 * Math.cos(beat * 2 * Math.PI);
  const sun = context.createLinearGradient(0, 320, 0, 860);
  sun.addColorStop(0, '#ffd27a');
  sun.addColorStop(1, '#ff5f7e');
  context.fillStyle = sun;
  context.beginPath();
  context.arc(360, 600, radius, 0, 2 * Math.PI);
  context.fill();
  // Two beams of light that sweep.
  context.globalCompositeOperation = 'screen';
  for (const [x, phase, color] of [
    [90, 0, '120, 190, 255'],
    [630, 2, '255, 150, 220'],
  ]) {
    const aim = 360 + 260 * Math.sin(beat * 0.8 + phase);
    const beam = context.createLinearGradient(x, 0, aim, 1000);
    beam.addColorStop(0, `rgba(${color}, 0.55)`);
    beam.addColorStop(1, `rgba(${color}, 0)`);
    context.fillStyle = beam;
    context.beginPath();
    context.moveTo(x - 14, 0);
    context.lineTo(x + 14, 0);
    context.lineTo(aim + 170, 1000);
    context.lineTo(aim - 170, 1000);
    context.fill();
  }
  context.globalCompositeOperation = 'source-over';
}

function limb(context, color, width, points) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = context.lineJoin = 'round';
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

function paintDancer(context, swing, bounce, beat) {
  const hip = [360 + 34 * swing, 790 + 26 * bounce];
  const chest = [360 - 16 * swing, 590 + 20 * bounce];
  const head = [chest[0] - 10 * swing, chest[1] - 132];
  const raise = Math.sin(beat * Math.PI * 0.5);
  context.fillStyle = 'rgba(10, 6, 20, 0.5)';
  context.beginPath();
  context.ellipse(360, 1092, 210, 26, 0, 0, 2 * Math.PI);
  context.fill();
  const legs = '#20284f';
  limb(context, legs, 62, [hip, [290 + 30 * swing, 935 + 10 * bounce], [270, 1070]]);
  limb(context, legs, 62, [hip, [445 + 30 * swing, 930 + 14 * bounce], [455, 1070]]);
  limb(context, '#f4f1ea', 44, [
    [262, 1084],
    [232, 1088],
  ]);
  limb(context, '#f4f1ea', 44, [
    [462, 1084],
    [496, 1088],
  ]);
  const skin = '#c98a63';
  const shirt = '#1fb7a6';
  const left = [
    [chest[0] - 74, chest[1] - 26],
    [chest[0] - 168, chest[1] + 60 - 110 * raise],
    [chest[0] - 150 - 40 * swing, chest[1] - 30 - 190 * raise],
  ];
  const right = [
    [chest[0] + 74, chest[1] - 26],
    [chest[0] + 170, chest[1] + 60 + 110 * raise],
    [chest[0] + 150 - 40 * swing, chest[1] - 30 + 190 * raise],
  ];
  for (const arm of [left, right]) {
    limb(context, skin, 38, arm);
    limb(context, shirt, 52, [
      arm[0],
      [arm[0][0] * 0.45 + arm[1][0] * 0.55, arm[0][1] * 0.45 + arm[1][1] * 0.55],
    ]);
  }
  limb(context, shirt, 150, [
    [chest[0], chest[1] + 20],
    [hip[0], hip[1] - 60],
  ]);
  limb(context, legs, 126, [
    [hip[0], hip[1] - 4],
    [hip[0], hip[1] + 6],
  ]);
  limb(context, skin, 44, [[chest[0], chest[1] - 60], head]);
  context.fillStyle = skin;
  context.beginPath();
  context.ellipse(head[0], head[1], 62, 76, 0.12 * swing, 0, 2 * Math.PI);
  context.fill();
  // Hair with a bun that lags behind.
  context.fillStyle = '#2a1620';
  context.beginPath();
  context.ellipse(head[0], head[1] - 22, 68, 66, 0.12 * swing, Math.PI * 0.98, 2.02 * Math.PI);
  context.fill();
  context.beginPath();
  context.arc(head[0] + 26 * swing, head[1] - 100 + 8 * bounce, 34, 0, 2 * Math.PI);
  context.fill();
  // A face, eyes shut on the beat.
  context.fillStyle = '#2a1620';
  for (const side of [-1, 1]) {
    context.beginPath();
    context.ellipse(
      head[0] + side * 24 - 4 * swing,
      head[1] - 2,
      7,
      bounce > 0.94 ? 1.5 : 8,
      0,
      0,
      2 * Math.PI,
    );
    context.fill();
  }
  context.strokeStyle = '#7c2f38';
  context.lineWidth = 7;
  context.beginPath();
  context.arc(head[0] - 4 * swing, head[1] + 22, 20, 0.15 * Math.PI, 0.85 * Math.PI);
  context.stroke();
}
