import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/create.js';
import {
  addAsset,
  addTake,
  changePace,
  combine,
  type Edit,
  freezeTake,
  type NewTake,
  rampPace,
  repeatTake,
  reverseTake,
  setDuet,
  setLevels,
  setMusic,
  setMusicNudge,
  setTakeLevel,
  setTransition,
} from '../../src/project/edits.js';
import type { Take, VideoAsset } from '../../src/project/project.js';
import { takeSpans, takeToClip } from '../../src/project/timeline.js';
import { mixdown, mixdownParts, type StereoPart } from '../../src/sound/mixdown.js';
import { SoundOutput } from '../../src/sound/output.js';
import { clicksAt, makeNoise, makeSound, onsets } from '../support/media.js';

const video: VideoAsset = {
  kind: 'video',
  id: 'v',
  name: 'v',
  duration: 4,
  width: 90,
  height: 160,
  hasSound: true,
  soundOffset: 0,
};
const take = (part: Partial<Take>): NewTake => ({ id: 'a', asset: 'v', start: 0, end: 1, ...part });
const silent = { ...video, hasSound: false };
const music = combine(
  addAsset({ kind: 'audio', id: 'm', name: 'm', duration: 10 }),
  setMusic({ asset: 'm', title: 'm', start: 2 }),
);
const empty = createProject({ width: 90, height: 160 });

/** Times of the clicks in a mix, checked to be on both channels. */
const clicks = (mix: AudioBuffer) => {
  expect([mix.numberOfChannels, mix.sampleRate]).toEqual([2, 48000]);
  expect(Array.from(mix.getChannelData(0))).toEqual(Array.from(mix.getChannelData(1)));
  return onsets(mix.getChannelData(0), mix.sampleRate);
};
const expectTimes = (found: number[], expected: number[]) => {
  expect(found).toHaveLength(expected.length);
  for (const [index, time] of found.entries())
    expect(Math.abs(time - (expected[index] ?? 0))).toBeLessThan(0.0002);
};

describe('the mixdown', () => {
  it('is silence of exactly the length of a clip without sound', async () => {
    const project = combine(addAsset(silent), addTake(take({ end: 1.5 })))(empty);
    const mix = await mixdown(project, new Map());
    expect(mix.length).toBe(72000);
    expect(clicks(mix)).toEqual([]);
  });

  it('lays the music under the clip from its start', async () => {
    const song = await makeSound(6, clicksAt([2.25, 3, 3.9, 4.5]), 44100);
    const project = combine(addAsset(silent), addTake(take({ end: 2 })), music)(empty);
    expectTimes(clicks(await mixdown(project, new Map([['m', song]]))), [0.25, 1, 1.9]);
  });

  it('follows the takes where they were performed, with their nudges, before and after the clip too', async () => {
    const song = await makeSound(10, clicksAt([1.5, 2.25, 6.25, 7.5]));
    const heard = (time: number) => ({ asset: 'm', time, residualMs: 0 });
    const project = combine(
      addAsset(silent),
      music,
      addTake(take({ id: 'a', end: 1, heard: heard(2) })),
      // Performed to what comes four seconds later: the music jumps with it.
      addTake(take({ id: 'b', end: 1, heard: heard(6) })),
    )(empty);
    const assets = new Map([['m', song]]);
    expectTimes(clicks(await mixdown(project, assets)), [0.25, 1.25]);
    expectTimes(clicks(await mixdown(setMusicNudge(100)(project), assets)), [0.35, 1.35]);
    const around = await mixdown(project, assets, { range: { start: -1, end: 3 } });
    expectTimes(clicks(around), [0.5, 1.25, 2.25, 3.5]);
  });

  it("places each take's sound by its start, speed and offset", async () => {
    const sound = await makeSound(4, clicksAt([0.5, 1.5, 2.5]));
    const project = combine(
      addAsset({ ...video, soundOffset: 0.1 }),
      // Take time 0.6 to 1.6 holds the click at 0.5 + 0.1.
      addTake(take({ id: 'a', start: 0.2, end: 1.2 })),
      // At twice the speed a second of take is half a second of clip: 1.6 is shown at 1 + (1.6 - 1) / 2.
      addTake(take({ id: 'b', start: 1, end: 3, speed: 2 })),
    )(empty);
    expectTimes(clicks(await mixdown(project, new Map([['v', sound]]))), [0.4, 1.3, 1.8]);
  });

  it('follows time effects: slower, faster, backwards, again, and silent where the picture stands still', async () => {
    const voice = await makeSound(4, clicksAt([0.25, 0.5, 1.5]), 44100);
    const plain = combine(addAsset(video), addTake(take({ end: 1 })))(empty);
    const hear = async (edit: Edit) => clicks(await mixdown(edit(plain), new Map([['v', voice]])));
    expectTimes(await hear(changePace('a', 0.5)), [0.5, 1]);
    expectTimes(await hear(changePace('a', 2, { start: 0.4, end: 0.8 })), [0.25, 0.45]);
    expectTimes(await hear(repeatTake('a', 2, { start: 0.2, end: 0.4 })), [0.25, 0.45, 0.7]);
    expectTimes(await hear(freezeTake('a', 0.3, 0.5)), [0.25, 1]);
    expectTimes(await hear(setTakeLevel('a', 0)), []);
    // Backwards a click is heard from its end, a millisecond later in the take.
    expectTimes(await hear(reverseTake('a')), [0.499, 0.749]);
    const ramped = await hear(rampPace('a', 0.5, 2));
    const [span] = takeSpans(rampPace('a', 0.5, 2)(plain));
    if (span === undefined) throw new Error('a take');
    expectTimes(ramped, [takeToClip(span, 0.25), takeToClip(span, 0.5)]);
  });

  it('fades from one take to the next in a transition, each going on beyond the cut', async () => {
    const voice = await makeSound(4, clicksAt([1.1, 1.9]), 44100);
    const project = combine(
      addAsset(video),
      addTake(take({ end: 1 })),
      addTake(take({ id: 'b', start: 2, end: 3 })),
      setTransition('b', 'crossfade', { duration: 0.5 }),
    )(empty);
    const mix = await mixdown(project, new Map([['v', voice]]));
    // The first take is heard until 1.25, the second from 0.75.
    const heard = clicks(mix);
    expectTimes(heard, [0.9, 1.1]);
    const peak = (time: number) =>
      Math.max(...mix.getChannelData(0).subarray(time * 48000, (time + 0.002) * 48000));
    for (const time of heard) {
      expect(peak(time)).toBeGreaterThan(0.9 * 0.25);
      expect(peak(time)).toBeLessThan(0.9 * 0.35);
    }
  });

  it("plays a duet's video as music, wherever its sound begins", async () => {
    const voice = await makeSound(4, clicksAt([0.5]), 44100);
    const partner = { ...video, id: 'p', soundOffset: 0.25 };
    const project = combine(
      addAsset(silent),
      addAsset(partner),
      addTake(take({ end: 1 })),
      setMusic({ asset: 'p', title: 'p', start: 0 }),
      setDuet({ asset: 'p' }),
    )(empty);
    expectTimes(clicks(await mixdown(project, new Map([['p', voice]]))), [0.75]);
  });

  it('sets levels, leaves silence out and turns a mix that would clip down', async () => {
    const tone = await makeSound(3, (time) => 0.8 * Math.sin(2 * Math.PI * 440 * time));
    const base = combine(addAsset(video), addTake(take({ end: 1 })), music)(empty);
    const assets = new Map([
      ['v', tone],
      ['m', tone],
    ]);
    const peak = async (levels: { music: number; camera: number }) => {
      const mix = await mixdown(setLevels(levels)(base), assets);
      // Away from the cuts, where takes fade.
      return Math.max(...mix.getChannelData(0).subarray(4800, 43200));
    };
    expect(await peak({ music: 0.5, camera: 0 })).toBeCloseTo(0.4, 2);
    expect(await peak({ music: 0, camera: 0.25 })).toBeCloseTo(0.2, 2);
    expect(await peak({ music: 2, camera: 2 })).toBeCloseTo(1, 2);
    expect(await peak({ music: 0, camera: 0 })).toBe(0);
  });

  it('is the same in parts, to the sample, wherever takes, transitions and music are cut', async () => {
    const [song, voice] = await Promise.all([
      makeSound(10, (time) => 0.8 * Math.sin(2 * Math.PI * 1234 * time), 44100),
      makeSound(4, (time) => 0.7 * Math.sin(2 * Math.PI * 987 * time), 44100),
    ]);
    const heard = (time: number) => ({ asset: 'm', time, residualMs: 0 });
    const project = combine(
      addAsset(video),
      music,
      addTake(take({ id: 'a', start: 0.3, end: 1.7, heard: heard(2.013) })),
      addTake(take({ id: 'b', start: 1, end: 3, speed: 0.7, heard: heard(4.4) })),
      addTake(take({ id: 'c', end: 2.3, speed: 1.5, heard: heard(6.8) })),
      setTransition('b', 'dissolve', { duration: 0.4 }),
      reverseTake('c'),
      setMusicNudge(7),
    )(empty);
    const assets = new Map([
      ['m', song],
      ['v', voice],
    ]);
    const whole = await mixdown(project, assets);
    const parts: StereoPart[] = [];
    for await (const part of mixdownParts(project, assets, { partDuration: 1 })) parts.push(part);
    expect(parts.map(({ left }) => left.length).slice(0, -1)).toEqual(
      new Array(Math.floor(whole.duration)).fill(48000),
    );
    for (const [channel, side] of (['left', 'right'] as const).entries()) {
      const samples = whole.getChannelData(channel);
      const joined = parts.flatMap((part) => Array.from(part[side]));
      expect(joined).toHaveLength(samples.length);
      const off = joined.map((sample, index) => Math.abs(sample - (samples[index] ?? 0)));
      expect(off.findIndex((difference) => difference > 1e-4)).toBe(-1);
    }
    // Both are louder than can be: the whole is turned down, by as much in each part.
    expect(
      Math.max(...parts.map(({ left }) => left.reduce((most, sample) => Math.max(most, sample)))),
    ).toBeCloseTo(1, 3);
  });

  it('goes on in parts only as it is let', async () => {
    const project = combine(addAsset(silent), addTake(take({ end: 3 })))(empty);
    const steps: number[] = [];
    let go: () => void = () => undefined;
    const pace = (done: number) => {
      steps.push(done);
      return new Promise<void>((resolve) => {
        go = resolve;
      });
    };
    const parts = mixdownParts(project, new Map(), { partDuration: 1, pace });
    const first = parts.next();
    for (let step = 1; step <= 4; step++) {
      await expect.poll(() => steps).toHaveLength(step);
      go();
    }
    expect((await first).value?.left).toHaveLength(48000);
    for (const [index, done] of steps.entries()) expect(done).toBeCloseTo(index / 6);
    await parts.return(undefined);
  });

  it('names what it cannot find or decode', async () => {
    const project = combine(addAsset(video), addTake(take({})), music)(empty);
    const noise = makeNoise(999);
    await expect(mixdown(project, new Map())).rejects.toMatchObject({ code: 'asset-missing' });
    await expect(mixdown(setLevels({ camera: 0 })(project), new Map([['m', noise]]))).rejects.toMatchObject({
      code: 'music-unreadable',
    });
    await expect(
      mixdown(setLevels({ camera: 0, music: 0 })(project), new Map(), { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('the sound output', () => {
  it('relates what is heard to the page clock, both ways', async () => {
    const output = new SoundOutput();
    await output.resume();
    const buffer = new AudioBuffer({ length: 4800, sampleRate: 48000 });
    const askedAtMs = performance.now();
    const ended = new Promise<void>((resolve) => {
      const { startedAt } = output.play(buffer, { onEnded: resolve });
      const heardAtMs = output.pageTimeHeard(startedAt);
      // It starts soon, and nothing is heard before it is scheduled.
      expect(heardAtMs).toBeGreaterThan(askedAtMs);
      expect(output.contextTimeHeardAt(heardAtMs)).toBeCloseTo(startedAt, 2);
    });
    await ended;
    output.close();
    output.close();
  });
});
