/**
 * A picture as a phone would take it, painted by script: a person with skin, hair and knitwear before an evening sky,
 * city lights, a sign with letters, and the grain of the sensor. The same every time.
 */
export function paintScene(
  context: OffscreenCanvasRenderingContext2D,
  { greenScreen = false }: { greenScreen?: boolean } = {},
): void {
  const { width, height } = context.canvas;
  context.save();
  // Painted in a frame of 720 by 1280.
  context.scale(width / 720, height / 1280);
  const random = randomNumbers(7);
  if (greenScreen) paintGreenScreen(context);
  else paintEvening(context, random);
  paintPerson(context, random);
  context.restore();
  paintGrain(context, random);
}

type Random = () => number;

/** A generator of numbers in [0, 1): mulberry32, public domain. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function gradient(
  context: OffscreenCanvasRenderingContext2D,
  [x0, y0, x1, y1]: [number, number, number, number],
  ...stops: [at: number, color: string][]
): CanvasGradient {
  const made = context.createLinearGradient(x0, y0, x1, y1);
  for (const [at, color] of stops) made.addColorStop(at, color);
  return made;
}

function glow(
  context: OffscreenCanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: string,
  strength = 1,
): void {
  const made = context.createRadialGradient(x, y, 0, x, y, radius);
  made.addColorStop(0, color);
  made.addColorStop(1, `${color.slice(0, 7)}00`);
  context.globalAlpha = strength;
  context.fillStyle = made;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  context.globalAlpha = 1;
}

function blob(
  context: OffscreenCanvasRenderingContext2D,
  fill: string | CanvasGradient,
  ...[x, y, radiusX, radiusY, turn = 0]: [number, number, number, number, number?]
): void {
  context.fillStyle = fill;
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, turn, 0, 2 * Math.PI);
  context.fill();
}

function paintGreenScreen(context: OffscreenCanvasRenderingContext2D): void {
  context.fillStyle = '#08a845';
  context.fillRect(0, 0, 720, 1280);
  // Lit unevenly, with a fold.
  glow(context, 250, 350, 700, '#2cc765', 0.8);
  context.fillStyle = gradient(
    context,
    [560, 0, 640, 0],
    [0, '#00702c00'],
    [0.5, '#00702c66'],
    [1, '#00702c00'],
  );
  context.fillRect(560, 0, 80, 1280);
}

function paintEvening(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  context.fillStyle = gradient(
    context,
    [0, 0, 0, 860],
    [0, '#27437a'],
    [0.35, '#6d7fae'],
    [0.62, '#dba08c'],
    [0.85, '#f7c888'],
    [1, '#ffdf9e'],
  );
  context.fillRect(0, 0, 720, 1280);
  glow(context, 560, 690, 420, '#fff1c4', 0.9);
  blob(context, '#fffbe6', 560, 700, 46, 46);
  // Streaks of cloud.
  for (let index = 0; index < 26; index++) {
    const y = 90 + random() * 560;
    blob(
      context,
      `rgba(255, ${190 + random() * 40}, ${180 + random() * 40}, 0.12)`,
      random() * 720,
      y,
      60 + random() * 170,
      5 + random() * 13,
    );
  }
  // A town along the water, and its windows.
  for (let index = 0; index < 24; index++) {
    const tall = 40 + random() * 210;
    const x = index * 31 - 10;
    context.fillStyle = gradient(context, [0, 860 - tall, 0, 860], [0, '#4a4565'], [1, '#6d5a6b']);
    context.fillRect(x, 860 - tall, 34, tall);
    context.fillStyle = '#ffdd96';
    for (let lit = 0; lit < tall / 14; lit++) {
      if (random() < 0.5) context.fillRect(x + 4 + 9 * Math.floor(random() * 3), 866 - tall + 13 * lit, 4, 6);
    }
  }
  context.fillStyle = gradient(context, [0, 860, 0, 1280], [0, '#d59a80'], [0.3, '#56668c'], [1, '#1d2b4a']);
  context.fillRect(0, 860, 720, 420);
  for (let index = 0; index < 420; index++) {
    const y = 862 + random() ** 2 * 410;
    context.fillStyle = random() < 0.5 ? 'rgba(255, 214, 160, 0.25)' : 'rgba(20, 30, 60, 0.25)';
    context.fillRect(random() * 720, y, 14 + (y - 850) * 0.2 * random(), 1 + (y - 850) * 0.008);
  }
  paintSign(context);
  // Lamps out of focus.
  for (let index = 0; index < 16; index++) {
    const color = ['#ffcf7a', '#ff8e62', '#ffe9bd', '#8fd0ff'][index % 4] ?? '#ffffff';
    context.globalAlpha = 0.32;
    blob(context, color, random() * 720, 760 + random() * 150, 10 + random() * 17, 10 + random() * 17);
    context.globalAlpha = 1;
  }
}

function paintSign(context: OffscreenCanvasRenderingContext2D): void {
  context.save();
  context.translate(118, 268);
  context.rotate(-0.05);
  context.fillStyle = '#153b46';
  context.fillRect(-92, -58, 190, 124);
  context.strokeStyle = '#f4ead2';
  context.lineWidth = 5;
  context.strokeRect(-82, -48, 170, 104);
  context.fillStyle = '#f4ead2';
  context.font = 'bold 42px sans-serif';
  context.textAlign = 'center';
  context.fillText('CAFÉ', 3, 0);
  context.fillStyle = '#ff7d5a';
  context.font = 'bold 25px sans-serif';
  context.fillText('OPEN LATE', 3, 38);
  context.restore();
}

function paintPerson(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  paintHair(context, random, 'behind');
  // Knitwear, row by row.
  context.save();
  context.beginPath();
  context.moveTo(60, 1280);
  context.bezierCurveTo(80, 1010, 190, 930, 300, 900);
  context.lineTo(440, 900);
  context.bezierCurveTo(550, 930, 650, 1010, 670, 1280);
  context.clip();
  context.fillStyle = gradient(
    context,
    [60, 900, 670, 1200],
    [0, '#8c2f2b'],
    [0.6, '#c9483a'],
    [1, '#e46a4b'],
  );
  context.fillRect(0, 880, 720, 400);
  for (let row = 0; row < 26; row++) {
    for (let stitch = 0; stitch < 52; stitch++) {
      const shade = random() * 26;
      context.strokeStyle = `rgba(${70 + shade}, ${14 + shade}, ${14 + shade}, 0.42)`;
      context.lineWidth = 2.4;
      context.beginPath();
      context.moveTo(stitch * 14, 890 + row * 16);
      context.quadraticCurveTo(stitch * 14 + 7, 904 + row * 16, stitch * 14 + 14, 890 + row * 16);
      context.stroke();
    }
  }
  context.restore();
  // Neck and face, lit from the right by the low sun.
  context.fillStyle = gradient(context, [290, 0, 450, 0], [0, '#8f5a41'], [0.55, '#c48a68'], [1, '#dca380']);
  context.beginPath();
  context.moveTo(298, 720);
  context.lineTo(288, 910);
  context.quadraticCurveTo(366, 975, 452, 910);
  context.lineTo(440, 720);
  context.fill();
  glow(context, 360, 790, 120, '#5f3626', 0.55);
  context.save();
  context.beginPath();
  context.moveTo(222, 520);
  context.bezierCurveTo(222, 350, 300, 310, 368, 310);
  context.bezierCurveTo(446, 310, 512, 356, 512, 520);
  context.bezierCurveTo(512, 660, 440, 806, 368, 808);
  context.bezierCurveTo(300, 806, 222, 660, 222, 520);
  context.clip();
  context.fillStyle = gradient(
    context,
    [220, 420, 520, 600],
    [0, '#a76d50'],
    [0.4, '#d39a78'],
    [0.75, '#eab893'],
    [1, '#f6cda8'],
  );
  context.fillRect(200, 300, 330, 520);
  glow(context, 250, 640, 130, '#7d4632', 0.5);
  glow(context, 300, 640, 66, '#d0685a', 0.34);
  glow(context, 452, 636, 66, '#e27a66', 0.36);
  glow(context, 440, 430, 110, '#ffe2c4', 0.45);
  paintFeatures(context);
  // Pores and freckles.
  for (let index = 0; index < 1500; index++) {
    context.fillStyle = random() < 0.6 ? 'rgba(110, 55, 35, 0.13)' : 'rgba(255, 225, 200, 0.13)';
    context.fillRect(225 + random() * 285, 330 + random() * 470, 2.6, 2.6);
  }
  for (let index = 0; index < 70; index++) {
    blob(
      context,
      'rgba(125, 62, 38, 0.4)',
      268 + random() * 205,
      585 + random() * 75,
      1.6 + random() * 1.8,
      1.6 + random(),
    );
  }
  context.restore();
  paintHair(context, random, 'before');
}

function paintFeatures(context: OffscreenCanvasRenderingContext2D): void {
  for (const [x, side] of [
    [302, -1],
    [434, 1],
  ] as const) {
    glow(context, x, 540, 56, '#6b3a2b', 0.42);
    // The eye, its iris, the light in it, and the lid.
    context.save();
    context.beginPath();
    context.ellipse(x, 545, 35, 16, 0, 0, 2 * Math.PI);
    context.clip();
    context.fillStyle = '#f3ece6';
    context.fillRect(x - 40, 520, 80, 50);
    blob(context, '#4d6b4a', x, 544, 16, 16);
    blob(context, '#2b3d2c', x, 544, 10.5, 10.5);
    blob(context, '#0c0c0d', x, 544, 7, 7);
    blob(context, '#ffffff', x + 6, 538, 4, 4);
    context.restore();
    context.strokeStyle = '#24140f';
    context.lineWidth = 5;
    context.beginPath();
    context.ellipse(x, 546, 36, 18, 0, Math.PI * 1.02, Math.PI * 1.98);
    context.stroke();
    context.lineWidth = 11;
    context.lineCap = 'round';
    context.strokeStyle = '#3c2218';
    context.beginPath();
    context.moveTo(x - side * 36, 500);
    context.quadraticCurveTo(x + side * 6, 476, x + side * 46, 498);
    context.stroke();
  }
  // The nose is a shadow on the side away from the light, and its tip.
  context.fillStyle = gradient(
    context,
    [330, 0, 382, 0],
    [0, '#9a5e4400'],
    [0.7, '#96583f88'],
    [1, '#96583f00'],
  );
  context.beginPath();
  context.moveTo(356, 520);
  context.quadraticCurveTo(332, 620, 326, 648);
  context.quadraticCurveTo(352, 676, 382, 658);
  context.lineTo(374, 520);
  context.fill();
  glow(context, 384, 634, 24, '#ffe6cc', 0.8);
  blob(context, '#7a4232', 350, 660, 9, 5, 0.3);
  blob(context, '#8a4c3a', 392, 660, 9, 5, -0.3);
  // Lips.
  context.fillStyle = gradient(context, [0, 700, 0, 762], [0, '#a8424a'], [0.5, '#8e333c'], [1, '#cf6a6c']);
  context.beginPath();
  context.moveTo(304, 724);
  context.bezierCurveTo(330, 698, 352, 704, 368, 712);
  context.bezierCurveTo(386, 702, 408, 700, 436, 722);
  context.bezierCurveTo(410, 770, 330, 772, 304, 724);
  context.fill();
  context.strokeStyle = '#5c1f27';
  context.lineWidth = 3.5;
  context.beginPath();
  context.moveTo(308, 725);
  context.quadraticCurveTo(368, 736, 432, 723);
  context.stroke();
  glow(context, 390, 748, 22, '#ffd0c8', 0.5);
}

function paintHair(
  context: OffscreenCanvasRenderingContext2D,
  random: Random,
  layer: 'behind' | 'before',
): void {
  context.lineCap = 'round';
  if (layer === 'behind') {
    blob(context, '#2a1710', 368, 520, 196, 262);
    context.fillStyle = '#2a1710';
    context.fillRect(180, 520, 372, 300);
  }
  const strands = layer === 'behind' ? 420 : 620;
  for (let index = 0; index < strands; index++) {
    const part = random();
    const side = random() < 0.5 ? -1 : 1;
    // Warm where the sun comes through.
    const sun = side > 0 ? random() ** 2 : random() ** 5;
    context.strokeStyle = `rgba(${40 + 150 * sun}, ${22 + 85 * sun}, ${14 + 40 * sun}, 0.75)`;
    context.lineWidth = 0.9 + random() * 1.8;
    context.beginPath();
    if (layer === 'behind') {
      const x = 368 + side * (110 + 92 * part);
      context.moveTo(368 + side * 30 * part, 268 + 20 * part);
      context.bezierCurveTo(
        x,
        290,
        x + side * 22 * random(),
        560,
        x - side * 10 + 44 * (random() - 0.5),
        800 + random() * 130,
      );
    } else {
      const x = 368 + side * (120 + 78 * part);
      context.moveTo(352 + side * 26 * part, 262 + 18 * random());
      context.bezierCurveTo(
        368 + side * (60 + 90 * part),
        268 + 60 * part,
        x + side * 8,
        400,
        x + side * 16 * random(),
        560 + 130 * random(),
      );
    }
    context.stroke();
  }
}

function paintGrain(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  const picture = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  const { data } = picture;
  for (let index = 0; index < data.length; index += 4) {
    const grain = (random() + random() - 1) * 9;
    for (let channel = 0; channel < 3; channel++)
      data[index + channel] = (data[index + channel] ?? 0) + grain;
  }
  context.putImageData(picture, 0, 0);
}
