/*
 * A made-up performer who shows, in each picture, how much music has gone by since the last click was *heard*. It is
 * handed to a booth as its camera; where the booth keeps lip-sync, the exported file shows just that beside its sound.
 * What is heard is found without the library: the rig listens in on the page's own Web Audio, and reads the output's
 * clock by itself.
 *
 * @typedef {object} Variant What is varied. All but the name have defaults.
 * @property {string} name
 * @property {readonly { until: number, speed?: number, runUp?: number }[]} takes Clip times at which takes end.
 * @property {number} [frameRate] Of the camera.
 * @property {number} [irregular] How far, as a part of it, each interval of the camera may be off.
 * @property {number} [latency] Seconds from the output's clock to the ear, as a wireless loudspeaker adds and reports.
 * @property {number} [unreported] The same, not reported, but the sound reaches a microphone.
 * @property {number} [busy] The part of the time for which the page's thread is kept busy.
 * @property {number} [musicStart] Where in the music the clip begins.
 * @property {number} [sampleRate] Of the music.
 */

/** Side of the performer's pictures and of the clip: small, so that any machine draws it in real time. */
const SIDE = 96;
/** What a picture's number counts: milliseconds of music. */
const UNIT_MS = 4;
const CLICK_SECONDS = 0.001;
/** How far from its place a click may have been smeared by stretching. */
const SMEAR = 0.03;
const BUSY_PERIOD_MS = 50;

/** Clicks at distances that fall on no grid, from 0.3 seconds on; the same in each run. */
export function clickTimes(duration) {
  const times = [];
  let seed = 7;
  for (let time = 0.3; time < duration - 0.1; ) {
    times.push(time);
    seed = (seed * 16807) % 2147483647;
    time += 0.35 + 0.3 * (seed / 2147483647);
  }
  return times;
}

/** A click track as a WAV file: mono, 16 bits. */
function clickTrack(duration, sampleRate) {
  const samples = new Int16Array(Math.round(duration * sampleRate));
  for (const click of clickTimes(duration)) {
    const first = Math.round(click * sampleRate);
    for (let index = 0; index < CLICK_SECONDS * sampleRate; index++) {
      samples[first + index] = Math.round(29000 * Math.cos((2 * Math.PI * 4000 * index) / sampleRate));
    }
  }
  const header = new DataView(new ArrayBuffer(44));
  const text = (at, letters) =>
    [...letters].forEach((letter, i) => {
      header.setUint8(at + i, letter.charCodeAt(0));
    });
  text(0, 'RIFF');
  header.setUint32(4, 36 + samples.byteLength, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, sampleRate, true);
  header.setUint32(28, sampleRate * 2, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  text(36, 'data');
  header.setUint32(40, samples.byteLength, true);
  return new Blob([header, samples], { type: 'audio/wav' });
}

/** Listens in on what the page plays, and knows when it is heard. */
class Ear {
  /** What is being played: context time of its start, and its samples. */
  playing = null;
  #context = null;
  #offsets = [];
  #restore;

  /** @param latency as `Variant.latency`; @param microphone hears what is played when the performer hears it, or null */
  constructor(latency, microphone) {
    const [source, context] = [AudioBufferSourceNode.prototype, AudioContext.prototype];
    const { start } = source;
    const { getOutputTimestamp } = context;
    const reported = Object.getOwnPropertyDescriptor(context, 'outputLatency');
    const ear = this;
    source.start = function (when = 0, offset = 0, ...rest) {
      if (this.context instanceof AudioContext && this.context !== microphone?.context) {
        ear.#context = this.context;
        ear.playing = { when: Math.max(when, this.context.currentTime) - offset, buffer: this.buffer };
        microphone?.hear(this.buffer, ear.pageTimeHeard(ear.playing.when));
      }
      return start.call(this, when, offset, ...rest);
    };
    // The loudspeaker is further away than it is, and the system says so.
    context.getOutputTimestamp = function () {
      if (this !== microphone?.context) ear.#context = this;
      const { contextTime, performanceTime } = getOutputTimestamp.call(this);
      return { contextTime, performanceTime: performanceTime === 0 ? 0 : performanceTime + latency * 1000 };
    };
    Object.defineProperty(context, 'outputLatency', {
      ...reported,
      get() {
        return reported.get.call(this) + latency;
      },
    });
    this.#restore = () => {
      source.start = start;
      context.getOutputTimestamp = getOutputTimestamp;
      Object.defineProperty(context, 'outputLatency', reported);
    };
    this.readClock = () => {
      if (this.#context === null) return;
      const { contextTime, performanceTime } = getOutputTimestamp.call(this.#context);
      if (contextTime === 0) return;
      this.#offsets.push(contextTime - performanceTime / 1000 - latency - (microphone?.unreported ?? 0));
      if (this.#offsets.length > 100) this.#offsets.shift();
    };
  }

  /** Context time heard at a moment of the page's clock in milliseconds. */
  heardAt(pageTimeMs) {
    return pageTimeMs / 1000 + this.#offset;
  }

  /** Moment of the page's clock, in milliseconds, at which a context time is heard. */
  pageTimeHeard(contextTime) {
    return (contextTime - this.#offset) * 1000;
  }

  get #offset() {
    this.readClock();
    const sorted = this.#offsets.toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  }

  close() {
    this.#restore();
  }
}

/** A microphone that hears the loudspeaker. The loudspeaker is `unreported` seconds later than the system says. */
class Microphone {
  context = new AudioContext();
  #destination = this.context.createMediaStreamDestination();
  #readings = [];

  constructor(unreported) {
    this.unreported = unreported;
    this.tracks = this.#destination.stream.getAudioTracks();
    const silence = new ConstantSourceNode(this.context, { offset: 0 });
    silence.connect(this.#destination);
    silence.start();
    this.readClock = () => {
      // The context's time goes on in steps: it is right at the moment of a step, and late after it.
      const { state, currentTime } = this.context;
      if (state !== 'running') return;
      this.#readings.push(currentTime - performance.now() / 1000);
      if (this.#readings.length > 40) this.#readings.shift();
    };
  }

  /** Hears a piece of sound from a moment of the page's clock on. */
  hear(buffer, pageTimeMs) {
    const source = new AudioBufferSourceNode(this.context, { buffer });
    source.connect(this.#destination);
    source.start(pageTimeMs / 1000 + Math.max(...this.#readings));
  }

  close() {
    return this.context.close();
  }
}

/** Where the clicks are in what is played, in its own seconds: those expected, as they came out of the stretcher. */
function clicksIn(buffer, expected) {
  const samples = buffer.getChannelData(0);
  return expected.map((time) => {
    let [sum, weighted] = [0, 0];
    const first = Math.max(0, Math.round((time - SMEAR) * buffer.sampleRate));
    const last = Math.min(samples.length, Math.round((time + SMEAR) * buffer.sampleRate));
    for (let index = first; index < last; index++) {
      sum += samples[index] ** 2;
      weighted += samples[index] ** 2 * index;
    }
    return sum === 0 ? time : weighted / sum / buffer.sampleRate - CLICK_SECONDS / 2;
  });
}

/** The performer's camera: pictures stamped with the moment that they show, on a clock that starts anywhere. */
class Camera {
  #isOpen = true;
  #writer;

  constructor({ frameRate, irregular, numberAt }) {
    const track = new MediaStreamTrackGenerator({ kind: 'video' });
    this.stream = new MediaStream([track]);
    this.#writer = track.writable.getWriter();
    const canvas = new OffscreenCanvas(SIDE, SIDE);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    let due = performance.now();
    const shoot = () => {
      if (!this.#isOpen) return;
      const now = performance.now();
      paintNumber(context, numberAt(now));
      const frame = new VideoFrame(canvas, { timestamp: Math.round(now * 1000) + 3.6e9 });
      this.#writer.write(frame).catch(() => undefined);
      const interval = 1000 / frameRate;
      // A picture that would come too late is left out, as a camera leaves it out.
      do due += interval * (1 + irregular * (2 * Math.random() - 1));
      while (due < performance.now() - interval / 2);
      setTimeout(shoot, due - performance.now());
    };
    shoot();
  }

  close() {
    this.#isOpen = false;
    this.#writer.close().catch(() => undefined);
  }
}

/** A number as eight black or white columns. */
function paintNumber(context, value) {
  for (let bit = 0; bit < 8; bit++) {
    context.fillStyle = (value >> bit) & 1 ? '#fff' : '#000';
    context.fillRect((bit * SIDE) / 8, 0, SIDE / 8, SIDE);
  }
}

/**
 * Records a variant with a booth of the given class, and exports it by each route.
 * @param {new (options: object) => any} Booth
 * @param {Variant} variant
 * @param {{ assetBase?: string, encoders?: readonly string[] }} [options]
 */
export async function perform(Booth, variant, { assetBase = '/clipbooth/', encoders = ['webcodecs'] } = {}) {
  const {
    takes,
    frameRate = 30,
    irregular = 0,
    latency = 0,
    unreported = null,
    busy = 0,
    musicStart = 0,
    sampleRate = 48000,
  } = variant;
  const duration = takes.at(-1).until;
  const all = clickTimes(musicStart + duration + 4);
  const microphone = unreported === null ? null : new Microphone(unreported);
  const ear = new Ear(latency, microphone);
  /** Music time at the start of what is played, the rate at which it is heard, and its clicks in context time. */
  let monitor = null;
  const camera = new Camera({
    frameRate,
    irregular,
    numberAt: (pageTimeMs) => {
      if (ear.playing !== null && monitor?.playing !== ear.playing) monitor = listen(ear.playing);
      if (monitor === null) return 255;
      const heard = ear.heardAt(pageTimeMs);
      const last = monitor.clicks.findLast((click) => click <= heard);
      return last === undefined
        ? 255
        : Math.min(255, Math.floor(((heard - last) * monitor.rate * 1000) / UNIT_MS));
    },
  });
  const booth = new Booth({ width: SIDE, height: SIDE, frameRate: 30, maxDuration: duration, assetBase });
  let [clipTime, current] = [0, takes[0]];
  const listen = (playing) => {
    const { speed = 1, runUp = 0 } = current;
    const rate = 1 / speed;
    const from = musicStart + clipTime - Math.min(runUp, musicStart + clipTime);
    const expected = all.map((click) => (click - from) / rate).filter((time) => time > 0);
    const clicks = clicksIn(playing.buffer, expected).map((time) => playing.when + time);
    return { playing, rate, clicks };
  };
  const busyTimer = setInterval(() => {
    const until = performance.now() + busy * BUSY_PERIOD_MS;
    while (performance.now() < until);
  }, BUSY_PERIOD_MS);
  const clockTimer = setInterval(() => {
    ear.readClock();
    microphone?.readClock();
  }, 20);
  try {
    const tracks = [...camera.stream.getTracks(), ...(microphone?.tracks ?? [])];
    await booth.openCamera({ stream: new MediaStream(tracks) });
    await booth.setMusic(clickTrack(musicStart + duration + 4, sampleRate), { start: musicStart });
    const reports = [];
    for (const { until, ...options } of takes) {
      [clipTime, current] = [booth.time, { until, ...options }];
      const kept = new Promise((resolve) => {
        booth.addEventListener('take', ({ detail }) => resolve(detail.report), { once: true });
      });
      await booth.startTake({ ...options, stopAt: until });
      reports.push(await kept);
    }
    clearInterval(busyTimer);
    camera.close();
    /** @type {Record<string, File>} */
    const files = {};
    for (const encoder of encoders) files[encoder] = (await booth.export({ encoder })).file;
    return { files, reports };
  } finally {
    clearInterval(busyTimer);
    clearInterval(clockTimer);
    camera.close();
    booth.destroy();
    ear.close();
    await microphone?.close();
  }
}

/** Times at which a sound begins after silence, in seconds. */
export function onsets(samples, sampleRate) {
  const found = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < samples.length; index++) {
    if (Math.abs(samples[index]) < 0.15) continue;
    if (index - last > 0.1 * sampleRate) found.push(index / sampleRate);
    last = index;
  }
  return found;
}

/**
 * For each click of a file, by how many milliseconds the picture is ahead of the sound: what the first picture from the
 * click on says that has gone by since the click, against what has.
 * @param {readonly number[]} clicks Seconds.
 * @param {readonly number[]} numbers Of each picture, in order.
 */
export function offsetsMs(clicks, numbers, frameRate = 30) {
  return clicks.flatMap((click, index) => {
    const frame = Math.ceil(click * frameRate - 1e-6);
    const number = numbers[frame];
    if (number === undefined) return [];
    const gone = (frame / frameRate - click) * 1000;
    const shown = (number + 0.5) * UNIT_MS;
    const before = index === 0 ? Number.POSITIVE_INFINITY : (click - clicks[index - 1]) * 1000;
    // A picture that lags still counts from the click before.
    if (shown < 250) return [shown - gone];
    return Number.isFinite(before) ? [shown - before - gone] : [];
  });
}
