/*
 * The performer, on a thread of their own, which no work of the page can hold up: a camera whose pictures say how much
 * music has gone by since the last click was heard, and a microphone that hears what is played. Both know the very
 * moment of each picture and sample, as real ones do, and deliver it a little later.
 *
 * @typedef {object} Played What the page plays.
 * @property {readonly number[]} clicks Where its clicks are, in seconds.
 * @property {number} rate How much music goes by in a second of it.
 * @property {Float32Array} samples
 * @property {number} sampleRate
 */

/** Width and height of a picture in pixels. */
const SIDE = 96;
/** What a picture's number counts: milliseconds of music. */
const UNIT_MS = 0.25;
/** The number of a picture before any click. */
const NOTHING = 0xffff;
/** Cameras and microphones count from starts of their own, in microseconds. */
const CLOCK_STARTS = { camera: 3.6e9, microphone: 7.2e9 };
const MICROPHONE_RATE = 48000;
/** Seconds of sound that a microphone delivers at a time. */
const PIECE = 0.01;

/** @type {Played | null} */
let played = null;
/** Moment of the page's clock, in milliseconds, at which the beginning of what is played is heard. */
let startMs = 0;
let isOpen = true;
/** Moments of the page's clock, in milliseconds, that pictures show. */
const frameTimesMs = [];

self.addEventListener('message', ({ data }) => {
  switch (data.type) {
    case 'open':
      open(data);
      break;
    case 'play':
      ({ played, startMs } = data);
      break;
    case 'clock':
      ({ startMs } = data);
      break;
    case 'close':
      isOpen = false;
      self.postMessage({ frameTimesMs });
      break;
  }
});

function open({ camera, microphone, frameRate, irregular, pageTimeOrigin }) {
  const pageNow = () => performance.timeOrigin + performance.now() - pageTimeOrigin;
  shoot(camera.getWriter(), { frameRate, irregular }, pageNow);
  if (microphone !== null) listen(microphone.getWriter(), pageNow);
}

function shoot(writer, { frameRate, irregular }, pageNow) {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  repeat(writer, pageNow, (due) => {
    frameTimesMs.push(due);
    paintNumber(context, numberAt(due));
    const frame = new VideoFrame(canvas, { timestamp: Math.round(due * 1000) + CLOCK_STARTS.camera });
    const interval = (1000 / frameRate) * (1 + irregular * (2 * Math.random() - 1));
    return { data: frame, next: due + interval };
  });
}

function listen(writer, pageNow) {
  const length = MICROPHONE_RATE * PIECE;
  repeat(writer, pageNow, (due) => {
    const firstMs = due - PIECE * 1000;
    const data = Float32Array.from({ length }, (_, index) =>
      soundAt(firstMs + (index / MICROPHONE_RATE) * 1000),
    );
    const piece = new AudioData({
      format: 'f32-planar',
      sampleRate: MICROPHONE_RATE,
      numberOfChannels: 1,
      numberOfFrames: length,
      timestamp: Math.round(firstMs * 1000) + CLOCK_STARTS.microphone,
      data,
    });
    return { data: piece, next: due + PIECE * 1000 };
  });
}

/**
 * Writes what `make` makes of each moment as soon as the moment has come, until the performer is closed. It is made a
 * little ahead, so that it is on time; what is played is known further ahead than that.
 */
async function repeat(writer, pageNow, make) {
  for (let due = pageNow(); isOpen; ) {
    const { data, next } = make(due);
    const wait = due - pageNow();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, Math.ceil(wait)));
    writer.write(data).catch(() => undefined);
    due = next;
  }
  await writer.close();
}

/** What a picture of a moment says. */
function numberAt(pageTimeMs) {
  if (played === null) return NOTHING;
  const heard = (pageTimeMs - startMs) / 1000;
  const last = played.clicks.findLast((click) => click <= heard);
  return last === undefined
    ? NOTHING
    : Math.min(NOTHING, Math.floor(((heard - last) * played.rate * 1000) / UNIT_MS));
}

/** What is heard at a moment. */
function soundAt(pageTimeMs) {
  if (played === null) return 0;
  const position = ((pageTimeMs - startMs) / 1000) * played.sampleRate;
  const before = Math.floor(position);
  const sample = (index) => played.samples[index] ?? 0;
  return sample(before) + (position - before) * (sample(before + 1) - sample(before));
}

/** A number as two rows of eight black or white columns, the lower byte above. */
function paintNumber(context, value) {
  for (let bit = 0; bit < 16; bit++) {
    context.fillStyle = (value >> bit) & 1 ? '#fff' : '#000';
    context.fillRect(((bit % 8) * SIDE) / 8, bit < 8 ? 0 : SIDE / 2, SIDE / 8, SIDE / 2);
  }
}
