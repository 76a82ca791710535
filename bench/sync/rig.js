/*
 * A made-up performer who shows, in each picture, how much music has gone by since the last click was *heard*. It is
 * handed to a booth as its camera; where the booth keeps lip-sync, the exported file shows just that beside its sound.
 * What is heard is found without the library: the rig listens in on the page's own Web Audio, and reads the output's
 * clock by itself. The performer lives in a worker (performer.js), which a busy page cannot hold up.
 *
 * @typedef {object} Variant What is varied. All but the name and the takes have defaults.
 * @property {string} name
 * @property {readonly { until: number, speed?: number, runUp?: number }[]} takes Clip times at which takes end.
 * @property {number} [frameRate] Of the camera.
 * @property {number} [irregular] How far, as a part of it, each interval of the camera may be off.
 * @property {number} [latency] Seconds from the output's clock to the ear, as a wireless loudspeaker adds and reports.
 * @property {number} [unreported] The same, not reported.
 * @property {boolean} [hasMicrophone] Whether the performer has a microphone, which hears what they hear.
 * @property {boolean} [hasNoStreams] Whether the browser gives what comes out of tracks to no page, as Firefox.
 * @property {number} [busy] The part of the time for which the page's thread is kept busy.
 * @property {number} [musicStart] Where in the music the clip begins.
 * @property {number} [sampleRate] Of the music.
 *
 * @typedef {object} Truth What really happened, as the performer knows.
 * @property {readonly { until: number, rate: number, clicks: readonly { musicTime: number, pageTimeMs: number }[] }[]} takes
 * Each take with the clip time at its end, how much music was heard in a second, and when its clicks were heard.
 * @property {readonly number[]} frameTimesMs When pictures were taken, by the page's clock.
 * @property {number} musicStart
 */

/** Side of the performer's pictures and of the clip: small, so that any machine draws it in real time. */
const SIDE = 96;
/** What a picture's number counts: milliseconds of music. */
const UNIT_MS = 0.25;
const CLICK_SECONDS = 0.001;
/** How far from its place a click may have been smeared by stretching. */
const SMEAR = 0.03;
/** From this level on a sound is a click. */
const CLICK_LEVEL = 0.15;
/** How loud music is under the clicks where a microphone listens, and the seconds from note to note. */
const TUNE = { level: 0.1, seconds: 0.23 };
/** Clips may begin this many seconds beside the music's start, so that their pictures lie well on the camera's. */
const LONGEST_SHIFT = 0.05;
const BUSY_PERIOD_MS = 50;
/** How often the performer is told of the output's clock. */
const CLOCK_INTERVAL_MS = 20;

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

/** A click track as a WAV file, mono and 16 bits; with a tune under it there is something for a microphone to know. */
function clickTrack(duration, sampleRate, hasTune) {
  const samples = new Int16Array(Math.round(duration * sampleRate));
  if (hasTune) addTune(samples, sampleRate);
  for (const click of clickTimes(duration)) {
    const first = Math.round(click * sampleRate);
    for (let index = 0; index < CLICK_SECONDS * sampleRate; index++) {
      samples[first + index] += Math.round(29000 * Math.cos((2 * Math.PI * 4000 * index) / sampleRate));
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

/** Notes of random pitch with overtones, each struck with a little noise; the same in each run. */
function addTune(samples, sampleRate) {
  let seed = 3;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const length = Math.round(TUNE.seconds * sampleRate);
  for (let first = 0; first < samples.length; first += length) {
    const pitch = 220 * 4 ** random();
    for (let index = 0; index < Math.min(length, samples.length - first); index++) {
      const time = index / sampleRate;
      const tone = [1, 2, 3, 5].reduce(
        (sum, part) => sum + Math.sin(2 * Math.PI * pitch * part * time) / part,
        0,
      );
      const noise = 2 * random() - 1;
      const level = 0.3 * tone * Math.exp(-4 * time) + 0.4 * noise * Math.exp(-40 * time);
      samples[first + index] = Math.round(32767 * TUNE.level * level);
    }
  }
}

/** Listens in on what the page plays, and tells the performer what it is and when it is heard. */
class Ear {
  /** What was played last: as it was described, with the context time of its beginning as `when`. */
  played = null;
  #context = null;
  #offsets = [];
  #readClock;

  /**
   * @param {{ reported: number, unreported: number }} latency Seconds from the output's clock to the ear, by which the
   * system is right or wrong.
   * @param {Performer} performer
   * @param {(buffer: AudioBuffer) => { clicks: readonly number[], rate: number }} describe Says where the clicks of a
   * piece of sound are, in its seconds, and how much music goes by in one.
   */
  constructor({ reported, unreported }, performer, describe) {
    const [source, context] = [AudioBufferSourceNode.prototype, AudioContext.prototype];
    const { start } = source;
    const { getOutputTimestamp } = context;
    const outputLatency = Object.getOwnPropertyDescriptor(context, 'outputLatency');
    const ear = this;
    source.start = function (when = 0, offset = 0, ...rest) {
      if (this.context instanceof AudioContext) {
        ear.#context = this.context;
        const { buffer } = this;
        ear.played = { when: Math.max(when, this.context.currentTime) - offset, ...describe(buffer) };
        const { clicks, rate } = ear.played;
        const samples = buffer.getChannelData(0).slice();
        const played = { clicks, rate, samples, sampleRate: buffer.sampleRate };
        performer.tell({ type: 'play', played, startMs: ear.pageTimeHeard(ear.played.when) }, [
          samples.buffer,
        ]);
      }
      return start.call(this, when, offset, ...rest);
    };
    // The loudspeaker is further away than it is, and the system says so.
    context.getOutputTimestamp = function () {
      ear.#context = this;
      const { contextTime, performanceTime } = getOutputTimestamp.call(this);
      return { contextTime, performanceTime: performanceTime === 0 ? 0 : performanceTime + reported * 1000 };
    };
    Object.defineProperty(context, 'outputLatency', {
      ...outputLatency,
      get() {
        return outputLatency.get.call(this) + reported;
      },
    });
    const timer = setInterval(() => {
      this.#readClock();
      if (this.played !== null)
        performer.tell({ type: 'clock', startMs: this.pageTimeHeard(this.played.when) });
    }, CLOCK_INTERVAL_MS);
    this.close = () => {
      clearInterval(timer);
      source.start = start;
      context.getOutputTimestamp = getOutputTimestamp;
      Object.defineProperty(context, 'outputLatency', outputLatency);
    };
    this.#readClock = () => {
      if (this.#context === null) return;
      const { contextTime, performanceTime } = getOutputTimestamp.call(this.#context);
      if (contextTime === 0) return;
      this.#offsets.push(contextTime - performanceTime / 1000 - reported - unreported);
      if (this.#offsets.length > 100) this.#offsets.shift();
    };
  }

  /** Moment of the page's clock, in milliseconds, at which a context time is heard. */
  pageTimeHeard(contextTime) {
    this.#readClock();
    const sorted = this.#offsets.toSorted((a, b) => a - b);
    return (contextTime - (sorted[sorted.length >> 1] ?? 0)) * 1000;
  }
}

/** Where the clicks are in what is played, in its own seconds: those expected, as they came out of the stretcher. */
function clicksIn(buffer, expected) {
  const samples = buffer.getChannelData(0);
  return expected.map((time) => {
    let [sum, weighted] = [0, 0];
    const first = Math.max(0, Math.round((time - SMEAR) * buffer.sampleRate));
    const last = Math.min(samples.length, Math.round((time + SMEAR) * buffer.sampleRate));
    const loudest = samples
      .subarray(first, last)
      .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    for (let index = first; index < last; index++) {
      if (Math.abs(samples[index]) < loudest / 4) continue;
      sum += samples[index] ** 2;
      weighted += samples[index] ** 2 * index;
    }
    return sum === 0 ? time : weighted / sum / buffer.sampleRate - CLICK_SECONDS / 2;
  });
}

/** The performer's worker, and the stream of their camera and microphone. */
class Performer {
  #worker = new Worker(new URL('./performer.js', import.meta.url));

  constructor({ frameRate, irregular, hasMicrophone }) {
    const camera = new MediaStreamTrackGenerator({ kind: 'video' });
    const microphone = hasMicrophone ? new MediaStreamTrackGenerator({ kind: 'audio' }) : null;
    this.stream = new MediaStream(microphone === null ? [camera] : [camera, microphone]);
    const writables = [camera.writable, ...(microphone === null ? [] : [microphone.writable])];
    const [video, audio = null] = writables;
    this.tell(
      {
        type: 'open',
        camera: video,
        microphone: audio,
        frameRate,
        irregular,
        pageTimeOrigin: performance.timeOrigin,
      },
      writables,
    );
  }

  tell(message, transfer = []) {
    this.#worker.postMessage(message, transfer);
  }

  /** Ends the performance; gives the moments of the page's clock, in milliseconds, at which pictures were taken. */
  async leave() {
    const left = new Promise((resolve) => {
      this.#worker.onmessage = ({ data }) => resolve(data.frameTimesMs);
    });
    this.tell({ type: 'close' });
    const frameTimesMs = await left;
    for (const track of this.stream.getTracks()) track.stop();
    this.close();
    return frameTimesMs;
  }

  close() {
    this.#worker.terminate();
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
    unreported = 0,
    hasMicrophone = false,
    hasNoStreams = false,
    busy = 0,
    musicStart = 0,
    sampleRate = 48000,
  } = variant;
  const duration = takes.at(-1).until;
  const all = clickTimes(musicStart + duration + 4);
  const performer = new Performer({ frameRate, irregular, hasMicrophone });
  let [clipTime, current] = [0, takes[0]];
  const ear = new Ear({ reported: latency, unreported }, performer, (buffer) => {
    const { speed = 1, runUp = 0 } = current;
    const rate = 1 / speed;
    const from = musicStart + clipTime - Math.min(runUp, musicStart + clipTime);
    const musicTimes = all.filter((click) => click > from && (click - from) / rate < buffer.duration);
    const expected = musicTimes.map((click) => (click - from) / rate);
    return { rate, clicks: clicksIn(buffer, expected), musicTimes };
  });
  const booth = new Booth({ width: SIDE, height: SIDE, frameRate: 30, maxDuration: duration, assetBase });
  const { MediaStreamTrackProcessor } = globalThis;
  if (hasNoStreams) globalThis.MediaStreamTrackProcessor = undefined;
  const busyTimer = setInterval(() => {
    const until = performance.now() + busy * BUSY_PERIOD_MS;
    while (performance.now() < until);
  }, BUSY_PERIOD_MS);
  try {
    await booth.openCamera({ stream: performer.stream });
    const music = clickTrack(musicStart + duration + 4, sampleRate, hasMicrophone);
    await booth.setMusic(music, { start: musicStart });
    const reports = [];
    const performed = [];
    for (const { until, ...options } of takes) {
      [clipTime, current] = [booth.time, { until, ...options }];
      const kept = new Promise((resolve) => {
        booth.addEventListener('take', ({ detail }) => resolve(detail.report), { once: true });
      });
      await booth.startTake({ ...options, stopAt: until });
      reports.push(await kept);
      const { when, rate, clicks, musicTimes } = ear.played;
      const heard = clicks.map((click, index) => ({
        musicTime: musicTimes[index],
        pageTimeMs: ear.pageTimeHeard(when + click),
      }));
      performed.push({ until, rate, clicks: heard });
    }
    clearInterval(busyTimer);
    const frameTimesMs = await performer.leave();
    /** @type {Record<string, File>} */
    const files = {};
    for (const encoder of encoders) files[encoder] = (await booth.export({ encoder })).file;
    return { files, reports, truth: { takes: performed, frameTimesMs, musicStart } };
  } finally {
    globalThis.MediaStreamTrackProcessor = MediaStreamTrackProcessor;
    clearInterval(busyTimer);
    performer.close();
    booth.destroy();
    ear.close();
  }
}

/**
 * Calibrates a booth of the given class with a performer who claps to the beat as they hear it, or whose microphone
 * hears it itself.
 * @param {new (options: object) => any} Booth
 * @param {{ unreported: number }} latency As `Variant.unreported`.
 * @returns {Promise<import('../../src/capture/calibration.js').Calibration>}
 */
export async function calibrate(Booth, { unreported }) {
  const performer = new Performer({ frameRate: 30, irregular: 0, hasMicrophone: true });
  const ear = new Ear({ reported: 0, unreported }, performer, () => ({ clicks: [], rate: 1 }));
  const booth = new Booth({ width: SIDE, height: SIDE });
  try {
    await booth.openCamera({ stream: performer.stream });
    return await booth.calibrate().result;
  } finally {
    booth.destroy();
    performer.close();
    ear.close();
    localStorage.removeItem('clipbooth:delays');
  }
}

/** Times at which a sound begins after silence, in seconds. */
export function onsets(samples, sampleRate) {
  const found = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < samples.length; index++) {
    if (Math.abs(samples[index]) < CLICK_LEVEL) continue;
    if (index - last > 0.1 * sampleRate) found.push(index / sampleRate);
    last = index;
  }
  return found;
}

/** The number that a picture shows, of the grey values of its eight by eight squares, row by row. */
export function numberIn(greys) {
  let number = 0;
  for (let bit = 0; bit < 16; bit++) {
    if (greys[(bit < 8 ? 2 : 6) * 8 + (bit % 8)] > 127) number |= 1 << bit;
  }
  return number;
}

/**
 * For each picture of a file, by how many milliseconds it is ahead of the sound: what it says that has gone by since a
 * click, against what has. And the least that it could be, with the pictures that the camera took: how far the one is
 * off that is nearest to what was to be shown. The first pictures of a take, which have no two clicks before, are left
 * out, since one that lagged could not say by how much.
 * @param {{ clicks: readonly number[], numbers: readonly number[] }} file The seconds of its clicks, and what its
 * pictures show, in order.
 * @param {Truth} truth
 * @returns {{ offsetMs: number, leastMs: number }[]}
 */
export function compare({ clicks, numbers }, { takes, frameTimesMs, musicStart }, frameRate = 30) {
  return numbers.flatMap((number, frame) => {
    const time = frame / frameRate + 1e-6;
    const click = clicks.findLast((at) => at <= time);
    const take = takes.find(({ until }) => time < until);
    if (click === undefined || take === undefined) return [];
    const { rate } = take;
    const distance = (index) => Math.abs(take.clicks[index].musicTime - musicStart - click);
    const indexes = [...take.clicks.keys()];
    const heard = indexes.reduce((best, index) => (distance(index) < distance(best) ? index : best));
    if (heard < 1 || distance(heard) > LONGEST_SHIFT) return [];
    const gone = (time - click) * 1000;
    // A picture that lags still counts from the click before, one that leads from the next.
    const offsetMs = take.clicks
      .slice(heard - 1, heard + 2)
      .map(
        ({ musicTime }) =>
          (musicTime - take.clicks[heard].musicTime) * 1000 + (number + 0.5) * UNIT_MS - gone,
      )
      .reduce((best, offset) => (Math.abs(offset) < Math.abs(best) ? offset : best));
    const wantedMs = take.clicks[heard].pageTimeMs + gone / rate;
    const leastMs = Math.min(...frameTimesMs.map((at) => Math.abs(at - wantedMs))) * rate;
    return [{ offsetMs, leastMs }];
  });
}
