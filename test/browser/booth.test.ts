import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultsOf } from '../../scripts/faults.mjs';
import { Booth } from '../../src/booth/booth.js';
import type { BoothEventMap } from '../../src/booth/events.js';
import { Camera } from '../../src/capture/camera.js';
import { recordWithMediaRecorder } from '../../src/capture/media-recorder.js';
import { AssetStore } from '../../src/media/assets.js';
import { FrameReader } from '../../src/media/frames.js';
import { addEffect, removeLastTake, setLook, setMusicStart } from '../../src/project/edits.js';
import { clipDuration, mediumDuration, musicToTake } from '../../src/project/timeline.js';
import { Stage } from '../../src/stage/stage.js';
import { watchCameras } from '../support/cameras.js';
import { clicksAt, makeNoise, makeSound, makeVideo, paintNumber } from '../support/media.js';
import { inspect } from '../support/native.js';
import { Performer, steadyBeat } from '../support/performer.js';
import { colorAt, readPixels } from '../support/pictures.js';

const SIZE = { width: 90, height: 160, frameRate: 30 };

let booth: Booth;
let performer: Performer | null = null;

const next = <Name extends keyof BoothEventMap>(name: Name) =>
  new Promise<BoothEventMap[Name]['detail']>((resolve) => {
    booth.addEventListener(name, ({ detail }) => resolve(detail), { once: true });
  });

/** Begins a take with a recorder to which something happens (see faulty-runtime.ts); gives what comes of it. */
async function recordUntilItBreaks(assetBase: '/faulty/' | '/full/') {
  booth.destroy();
  booth = new Booth({ ...SIZE, maxDuration: 15, assetBase });
  await booth.openCamera({ stream: perform() });
  const [kept, told] = [next('take'), next('error')];
  await booth.startTake();
  return { kept, told };
}

/** A performer who turns from red to blue every half second. */
const perform = () => {
  performer = new Performer({
    width: 160,
    height: 120,
    frameRate: 30,
    draw: (context, time) => {
      context.fillStyle = time % 1 < 0.5 ? '#f00' : '#00f';
      context.fillRect(0, 0, 160, 120);
    },
  });
  return performer.stream;
};

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1000));

beforeEach(() => {
  booth = new Booth({ ...SIZE, maxDuration: 1.5 });
  document.body.append(booth.canvas);
});

afterEach(() => {
  booth.destroy();
  booth.canvas.remove();
  performer?.close();
  performer = null;
  vi.restoreAllMocks();
});

describe('a booth', () => {
  it('goes from a camera and a song to a clip', async () => {
    const states: string[] = [];
    booth.addEventListener('statechange', ({ detail }) => states.push(detail.state));
    await booth.openCamera();
    expect(booth.camera).toMatchObject({ mirrored: true, hasMicrophone: true });
    await booth.setMusic(new File([await makeSound(8, clicksAt([1]))], 'Song.wav'), { start: 0.5 });
    expect(booth.project.music).toMatchObject({ title: 'Song', start: 0.5 });
    const kept = next('take');
    await booth.startTake();
    // It ends by itself at the longest length.
    await kept;
    const take = await booth.stopTake();
    expect(take).not.toBeNull();
    expect(clipDuration(booth.project)).toBe(1.5);
    // The take begins where the music was heard at its start, or on the frame nearest to that.
    const began = take && musicToTake(take.heard?.time ?? 0, take, 0.5);
    expect(Math.abs((began ?? -1) - (take?.start ?? 1))).toBeLessThan(0.02);
    booth.edit(addEffect('zoom-pulse'));
    const clip = await booth.export({ encoder: 'webcodecs' });
    expect(faultsOf(await inspect(clip.file), { ...SIZE, duration: 1.5 })).toEqual([]);
    expect(states).toEqual(['ready', 'counting', 'recording', 'ready', 'exporting', 'ready']);
  });

  it('plays what the next take is performed to, until it ends or something else begins', async () => {
    const song = await makeSound(8, clicksAt([1]));
    await booth.rehearse();
    await booth.setMusic(song, { start: 0.5 });
    // As long as the clip may become, and no longer.
    await booth.rehearse();
    const stop = new AbortController();
    const stopped = booth.rehearse({ signal: stop.signal });
    stop.abort();
    await stopped;
    await booth.openCamera({ stream: perform() });
    const [before, last] = [booth.rehearse(), booth.rehearse()];
    await before;
    await booth.startTake();
    await last;
    await expect(booth.rehearse()).rejects.toMatchObject({ code: 'wrong-state' });
    await booth.stopTake();
    expect(booth.state).toBe('ready');
  });

  it('records takes one after another, in the music where the clip so far ends, and deletes the last', async () => {
    await booth.openCamera({ stream: perform() });
    await booth.setMusic(await makeSound(8, () => 0), { start: 2 });
    for (let index = 0; index < 2; index++) {
      await booth.startTake();
      await seconds(0.5);
      await booth.stopTake();
    }
    const [first, second] = booth.project.takes;
    const length = clipDuration({ ...booth.project, takes: booth.project.takes.slice(0, 1) });
    expect(length).toBeGreaterThan(0.3);
    const begins = [first, second].map((take) => (take?.heard?.time ?? 0) + (take?.start ?? 0));
    // The first lies on the camera's beat, by up to half a frame beside; the second goes on from it.
    expect(Math.abs((begins[0] ?? 0) - 2)).toBeLessThan(0.02);
    expect((begins[1] ?? 0) - (begins[0] ?? 0)).toBeCloseTo(length, 3);
    booth.edit(removeLastTake());
    expect(booth.project.takes).toEqual([first]);
    booth.undo();
    expect(booth.project.takes).toEqual([first, second]);
    booth.redo();
    expect(clipDuration(booth.project)).toBeCloseTo(length, 9);
  });

  it('stores each frame with the time at which it was captured', async () => {
    // When the performer really turned, on a page that may be busy.
    const painted: number[] = [];
    performer = new Performer({
      width: 160,
      height: 120,
      frameRate: 30,
      draw: (context, time) => {
        const color = time % 1 < 0.5 ? '#ff0000' : '#0000ff';
        if (context.fillStyle !== color) painted.push(time);
        context.fillStyle = color;
        context.fillRect(0, 0, 160, 120);
      },
    });
    await booth.openCamera({ stream: performer.stream });
    await booth.startTake();
    await seconds(1.5);
    const take = await booth.stopTake();
    const asset = booth.project.assets[take?.asset ?? ''];
    expect(asset).toMatchObject({ kind: 'video', width: 160, height: 120 });
    const reader = await FrameReader.open(await fileOf(asset?.id ?? ''));
    const turns: number[] = [];
    let last: boolean | null = null;
    for (let time = 0; time < mediumDuration(asset); time += 1 / 120) {
      const { frame, time: captured } = await reader.nearest(time);
      const isRed = redOf(frame);
      if (last !== null && isRed !== last) turns.push(captured);
      last = isRed;
    }
    reader.close();
    expect(turns.length).toBeGreaterThanOrEqual(2);
    // The frames turn as the performer did, beginning with one of the turns.
    const [began = 0] = turns;
    const errors = painted
      .slice(0, 1 - turns.length)
      .map((first, place) =>
        Math.max(
          ...turns.map((turn, index) => Math.abs(turn - began - ((painted[place + index] ?? 0) - first))),
        ),
      );
    expect(Math.min(...errors)).toBeLessThan(0.05);
  });

  it('keeps the shape that a take began with when the camera is turned, and fills it', async () => {
    let isTurned = false;
    performer = new Performer({
      width: 160,
      height: 120,
      frameRate: 30,
      draw: (context) => {
        const { canvas } = context;
        if (isTurned && canvas.width === 160) Object.assign(canvas, { width: 120, height: 160 });
        context.fillStyle = isTurned ? '#00f' : '#f00';
        context.fillRect(0, 0, canvas.width, canvas.height);
      },
    });
    await booth.openCamera({ stream: performer.stream });
    await booth.startTake();
    await seconds(0.4);
    isTurned = true;
    await seconds(0.6);
    const take = await booth.stopTake();
    const asset = booth.project.assets[take?.asset ?? ''];
    const reader = await FrameReader.open(await fileOf(asset?.id ?? ''));
    const edges = [];
    for (const time of [0, mediumDuration(asset)]) {
      const { frame } = await reader.nearest(time);
      expect([frame.displayWidth, frame.displayHeight]).toEqual([160, 120]);
      const canvas = new OffscreenCanvas(160, 120);
      canvas.getContext('2d')?.drawImage(frame, 0, 0);
      const pixels = readPixels(canvas);
      edges.push([colorAt(pixels, 0.02, 0.02), colorAt(pixels, 0.98, 0.98)]);
    }
    reader.close();
    for (const [red, , blue] of edges[0] ?? []) expect(red - blue).toBeGreaterThan(150);
    for (const [red, , blue] of edges[1] ?? []) expect(blue - red).toBeGreaterThan(150);
  });

  it.each([0.5, 2])('records at a speed of %f', async (speed) => {
    await booth.openCamera({ stream: perform() });
    await booth.setMusic(await makeSound(8, () => 0));
    await booth.startTake({ speed, stopAt: 0.5 });
    await next('take');
    const take = await booth.stopTake();
    expect(take).toMatchObject({ speed });
    expect(clipDuration(booth.project)).toBeCloseTo(0.5, 6);
    expect((take?.end ?? 0) - (take?.start ?? 0)).toBeCloseTo(0.5 * speed, 6);
  });

  it('leads into a take with the end of the clip so far, heard, and seen as a ghost', async () => {
    let color = '#f00';
    performer = new Performer({
      width: 160,
      height: 120,
      frameRate: 30,
      draw: (context) => {
        context.fillStyle = color;
        context.fillRect(0, 0, 160, 120);
        // Something moves, or the canvas gives no frames.
        context.fillStyle = performance.now() % 60 < 30 ? '#111' : '#222';
        context.fillRect(0, 0, 4, 4);
      },
    });
    await booth.openCamera({ stream: performer.stream });
    await booth.setMusic(await makeSound(8, () => 0), { start: 2 });
    await booth.startTake({ stopAt: 0.5 });
    await next('take');
    color = '#00f';
    const counted: number[] = [];
    booth.addEventListener('progress', ({ detail }) => {
      if (detail.task === 'countdown') counted.push(detail.remaining);
    });
    const haunted: number[][] = [];
    const drawGhost = Stage.prototype.drawGhost;
    vi.spyOn(Stage.prototype, 'drawGhost').mockImplementation(function (this: Stage, picture) {
      drawGhost.call(this, picture);
      if (booth.state === 'counting') haunted.push(colorAt(readPixels(booth.canvas), 0.5, 0.5));
    });
    await booth.startTake({ runUp: 2, stopAt: 1 });
    expect(booth.state).toBe('recording');
    expect(counted).toContain(1);
    // The blue of now with some of the red of then.
    const [red = 0, green = 0, blue = 0] = haunted.at(-1) ?? [];
    expect(Math.abs(red - 0.4 * 255) + green + Math.abs(blue - 0.6 * 255)).toBeLessThan(30);
    const seen = haunted.length;
    await next('take');
    expect(haunted).toHaveLength(seen);
    const [first, second] = booth.project.takes;
    expect(clipDuration(booth.project)).toBeCloseTo(1, 6);
    const [before = 0, after = 0] = [first, second].map(
      (take) => (take?.heard?.time ?? 0) + (take?.start ?? 0),
    );
    expect(after - before).toBeCloseTo(0.5, 3);
  });

  it('is calibrated by taps, and keeps to that from then on', async () => {
    await booth.openCamera({ stream: perform() });
    await booth.setMusic(await makeSound(8, () => 0), { start: 1 });
    const startOf = async () => {
      await booth.startTake({ stopAt: 0.3 });
      await next('take');
      const [take] = booth.project.takes;
      booth.edit(removeLastTake());
      return take;
    };
    try {
      const tapOn = steadyBeat(600);
      const calibration = booth.calibrate({ onBeat: (beat) => calibration.answer(tapOn(beat) + 120) });
      const { delayMs, beats } = await calibration.result;
      await expect.poll(() => localStorage.getItem('clipbooth:delays')).not.toBeNull();
      expect(beats).toBe(10);
      expect(Math.abs(delayMs - 130)).toBeLessThan(20);
      expect(Object.values(JSON.parse(localStorage.getItem('clipbooth:delays') ?? ''))).toEqual([delayMs]);
      booth.setCameraDelay(40);
      expect(booth.cameraDelayMs).toBe(40);
      // The first frame came before the music was heard, the longer before the later it is heard.
      const late = await startOf();
      expect(late?.start).toBeGreaterThan(0.2);
    } finally {
      localStorage.removeItem('clipbooth:delays');
    }
  });

  it('counts down, and forgets a take that is stopped before it starts', async () => {
    await booth.openCamera({ stream: perform() });
    const counted: number[] = [];
    booth.addEventListener('progress', ({ detail }) => {
      if (detail.task === 'countdown') counted.push(detail.remaining);
    });
    await booth.startTake({ countdown: 1 });
    expect(counted).toEqual([1]);
    await booth.stopTake();
    const refused = expect(booth.startTake({ countdown: 3 })).rejects.toMatchObject({ code: 'cancelled' });
    expect(booth.state).toBe('counting');
    expect(await booth.stopTake()).toBeNull();
    await refused;
    expect(booth.state).toBe('ready');
  });

  it('shows the camera with its effects, and the clip while editing', async () => {
    // The canvas is only readable in the task that drew it.
    const drawn: { color: [number, number, number]; time: number }[] = [];
    const draw = Stage.prototype.draw;
    vi.spyOn(Stage.prototype, 'draw').mockImplementation(function (this: Stage, project, time) {
      draw.call(this, project, time);
      drawn.push({ color: colorAt(readPixels(booth.canvas), 0.5, 0.5), time });
    });
    performer = new Performer({
      width: 160,
      height: 120,
      frameRate: 30,
      draw: (context) => {
        context.fillStyle = '#f80';
        context.fillRect(0, 0, 160, 120);
      },
    });
    await booth.openCamera({ stream: performer.stream });
    await expect.poll(() => drawn.at(-1)?.color[0]).toBeGreaterThan(240);
    expect(drawn.at(-1)?.color[2]).toBeLessThan(20);
    booth.edit(setLook({ look: 'noir', intensity: 1 }));
    await expect.poll(() => drawn.at(-1)?.color[2]).toBeGreaterThan(100);
    await booth.startTake();
    await seconds(0.5);
    await booth.stopTake();
    booth.edit(setLook(null));
    await booth.seek(0.2);
    expect(booth.state).toBe('editing');
    expect(drawn.at(-1)?.time).toBeCloseTo(0.2, 6);
    expect(drawn.at(-1)?.color[0]).toBeGreaterThan(230);
    expect(drawn.at(-1)?.color[2]).toBeLessThan(30);
  });

  it('plays by the clock of the sound, pauses, seeks, and ends at the end', async () => {
    const video = await makeVideo({ width: 90, height: 160, frameRate: 30, frames: 30, draw: paintNumber });
    await booth.importVideo(video);
    expect(booth.state).toBe('editing');
    await booth.play();
    expect(booth.playing).toBe(true);
    await expect.poll(() => booth.time).toBeGreaterThan(0.2);
    booth.pause();
    const paused = booth.time;
    expect(paused * 30).toBeCloseTo(Math.round(paused * 30), 6);
    await booth.seek(0.7);
    expect(booth.time).toBeCloseTo(0.7, 6);
    await booth.play();
    await expect.poll(() => booth.playing).toBe(false);
    expect(booth.time).toBeCloseTo(1, 6);
    await booth.play();
    expect(booth.time).toBeLessThan(0.5);
  });

  it('keeps to its states', async () => {
    const wrong = { name: 'BoothError', code: 'wrong-state' };
    await expect(booth.startTake()).rejects.toMatchObject(wrong);
    await expect(booth.stopTake()).rejects.toMatchObject(wrong);
    await expect(booth.play()).rejects.toMatchObject({ code: 'project-empty' });
    await expect(booth.export()).rejects.toMatchObject({ code: 'project-empty' });
    expect(booth.state).toBe('idle');
    await booth.openCamera({ stream: perform() });
    await expect(booth.startTake({ speed: 9 })).rejects.toMatchObject({ code: 'project-invalid' });
    await booth.startTake();
    await expect(booth.openCamera()).rejects.toMatchObject(wrong);
    await expect(booth.startTake()).rejects.toMatchObject(wrong);
    await expect(booth.export()).rejects.toMatchObject(wrong);
    await booth.stopTake();
    booth.destroy();
    booth.destroy();
    await expect(booth.openCamera()).rejects.toMatchObject(wrong);
  });

  it('is full at its longest length', async () => {
    const video = await makeVideo({ width: 90, height: 160, frameRate: 30, frames: 60, draw: paintNumber });
    await booth.importVideo(video);
    expect(clipDuration(booth.project)).toBe(1.5);
    await booth.openCamera({ stream: perform() });
    await expect(booth.startTake()).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(booth.importVideo(video)).rejects.toMatchObject({ code: 'wrong-state' });
    expect(booth.state).toBe('ready');
  });

  it('releases the camera when it is closed or destroyed', async () => {
    const states = watchCameras();
    await booth.openCamera();
    booth.closeCamera();
    expect(booth.state).toBe('idle');
    await booth.openCamera();
    booth.destroy();
    expect(states()).toEqual(['ended', 'ended', 'ended', 'ended']);
  });
});

describe('faults', () => {
  const refuse = (answers: Array<string | null>) => {
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation((constraints) => {
      const name = answers.shift() ?? null;
      return name === null ? original(constraints) : Promise.reject(new DOMException('No.', name));
    });
  };

  it.each([
    ['NotAllowedError', 'camera-denied'],
    ['NotFoundError', 'camera-missing'],
    ['OverconstrainedError', 'camera-missing'],
    ['NotReadableError', 'camera-busy'],
  ])('%s becomes %s, and the booth stays as it was', async (name, code) => {
    refuse([name, name]);
    const before = booth.project;
    await expect(booth.openCamera()).rejects.toMatchObject({
      name: 'BoothError',
      code,
      cause: expect.any(DOMException),
    });
    expect(booth.state).toBe('idle');
    expect(booth.project).toBe(before);
    await booth.openCamera();
    expect(booth.state).toBe('ready');
  });

  it('records without sound where the microphone is refused, and says so', async () => {
    refuse(['NotAllowedError']);
    const told = next('error');
    await booth.openCamera();
    expect((await told).error).toMatchObject({ code: 'microphone-denied' });
    expect(booth.camera?.hasMicrophone).toBe(false);
    await booth.startTake();
    await seconds(0.4);
    const take = await booth.stopTake();
    expect(booth.project.assets[take?.asset ?? '']).toMatchObject({ hasSound: false });
    const clip = await booth.export();
    expect((await inspect(clip.file)).audio.codec).toBe('aac');
  });

  it('keeps what was recorded when the camera is lost', async () => {
    const stream = perform();
    await booth.openCamera({ stream });
    await booth.startTake();
    await seconds(0.6);
    const [kept, told] = [next('take'), next('error')];
    const [track] = stream.getVideoTracks();
    track?.stop();
    // A track that is stopped by script fires no event; an unplugged camera does.
    track?.dispatchEvent(new Event('ended'));
    await kept;
    expect((await told).error).toMatchObject({ code: 'camera-lost' });
    expect(clipDuration(booth.project)).toBeGreaterThan(0.2);
    expect(booth.state).toBe('editing');
  });

  it('keeps what was recorded when the encoder breaks, and says so at once', async () => {
    const { kept, told } = await recordUntilItBreaks('/faulty/');
    expect((await told).error).toMatchObject({
      code: 'recording-failed',
      message: expect.stringContaining('recorded so far is kept'),
    });
    const { take, report } = await kept;
    expect(report).toMatchObject({ frames: 20, brokeOff: expect.stringContaining('Codec reclaimed') });
    expect(clipDuration(booth.project)).toBeGreaterThan(0.2);
    expect(booth.project.takes).toEqual([take]);
    const reader = await FrameReader.open(await fileOf(take.asset));
    const { frame } = await reader.nearest(0.3);
    expect([frame.displayWidth, frame.displayHeight]).toEqual([160, 120]);
    reader.close();
  });

  it('keeps what is on the disk when that is full, and says so at once', async () => {
    const { kept, told } = await recordUntilItBreaks('/full/');
    expect((await told).error).toMatchObject({
      code: 'recording-failed',
      message: expect.stringContaining('recorded so far is kept'),
      cause: expect.stringContaining('no room left'),
    });
    const { take } = await kept;
    expect(take.end - take.start).toBeGreaterThan(0.5);
    const reader = await FrameReader.open(await fileOf(take.asset));
    for (const time of [take.start, take.end - 0.1]) {
      expect(Math.abs((await reader.nearest(time)).time - time)).toBeLessThan(0.25);
    }
    reader.close();
  });

  it('records without a microphone that was unplugged before', async () => {
    const stream = perform();
    const context = new AudioContext();
    const [microphone] = context.createMediaStreamDestination().stream.getAudioTracks();
    if (microphone === undefined) throw new Error('There is no track.');
    stream.addTrack(microphone);
    await booth.openCamera({ stream });
    microphone.stop();
    await booth.startTake();
    await seconds(0.5);
    const take = await booth.stopTake();
    expect(booth.project.assets[take?.asset ?? '']).toMatchObject({ hasSound: false });
    await context.close();
  });

  it('leaves the document alone where music fails', async () => {
    await booth.setMusic(await makeSound(3, () => 0), { title: 'Before' });
    const before = booth.project;
    await expect(booth.setMusic(makeNoise(4000))).rejects.toMatchObject({ code: 'music-unreadable' });
    await expect(booth.setMusic('/no-such-song.mp3')).rejects.toMatchObject({
      code: expect.stringMatching(/music-un(reachable|readable)/),
    });
    await expect(booth.setMusic('http://localhost:1/song.mp3')).rejects.toMatchObject({
      code: 'music-unreachable',
    });
    await expect(booth.setMusic(await makeSound(3, () => 0), { start: 4 })).rejects.toMatchObject({
      code: 'project-invalid',
    });
    expect(booth.project).toBe(before);
    booth.edit(setMusicStart(1));
    await booth.setMusic(null);
    expect(booth.project.music).toBeNull();
  });

  it('refuses videos that cannot be read', async () => {
    await expect(booth.importVideo(new Blob(['no']))).rejects.toMatchObject({ code: 'media-unreadable' });
    expect(booth.state).toBe('idle');
  });

  it('names a browser that lacks what is needed', async () => {
    vi.spyOn(navigator, 'mediaDevices', 'get').mockReturnValue(undefined as unknown as MediaDevices);
    await expect(booth.openCamera()).rejects.toMatchObject({ code: 'unsupported-browser' });
  });

  it('names a runtime that is missing, and the booth stays ready', async () => {
    const elsewhere = new Booth({ ...SIZE, assetBase: '/nowhere/' });
    await elsewhere.openCamera({ stream: perform() });
    await expect(elsewhere.startTake()).rejects.toMatchObject({ code: 'runtime-missing' });
    expect(elsewhere.state).toBe('ready');
    elsewhere.destroy();
  });
});

describe('recording with MediaRecorder', () => {
  it('makes a take too', async () => {
    const camera = await Camera.open({ stream: perform() }, 120);
    const store = await AssetStore.open('media-recorder-test');
    const recording = await recordWithMediaRecorder({
      camera,
      store,
      id: 'take',
      listens: false,
      assetBase: '/clipbooth/',
      onStored: () => undefined,
    });
    const recorded = await recording.stop(performance.now() + 1000);
    expect(recorded.asset).toMatchObject({ kind: 'video', width: 160, height: 120 });
    expect(recorded.asset.duration).toBeGreaterThan(0.3);
    expect(recorded.report.method).toBe('media-recorder');
    recording.cancel();
    await store.destroy();
  });
});

/** The file of an asset, found where booths keep them. */
async function fileOf(id: string): Promise<File> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('clipbooth');
  for await (const store of root.values()) {
    if (!(store instanceof FileSystemDirectoryHandle)) continue;
    const file = await store.getFileHandle(id).catch(() => null);
    if (file !== null) return file.getFile();
  }
  throw new Error(`There is no file ${id}`);
}

function redOf(frame: VideoFrame): boolean {
  const canvas = new OffscreenCanvas(16, 12);
  canvas.getContext('2d')?.drawImage(frame, 0, 0, 16, 12);
  const [red, , blue] = colorAt(readPixels(canvas), 0.5, 0.5);
  return red > blue;
}
