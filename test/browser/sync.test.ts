import { describe, expect, it } from 'vitest';
import { calibrate, compare, numberIn, onsets, perform } from '../../bench/sync/rig.js';
import { Booth } from '../../src/booth/booth.js';
import { nativeGreys, nativeSound } from '../support/native.js';

/*
 * The rig of `npm run bench:sync`, short. What is measured well there is only guarded here, with room for a machine
 * that is busy: ten milliseconds, and at half the speed the half of an interval that the camera leaves no choice in.
 */
describe('lip-sync', () => {
  it.each([
    {
      name: 'takes in a row with a run-up, heard late',
      takes: [{ until: 1.5 }, { until: 3, runUp: 1 }],
      latency: 0.18,
      bound: 10,
    },
    {
      name: 'takes in a row, heard late by a microphone alone',
      takes: [{ until: 2.5 }, { until: 5 }],
      unreported: 0.12,
      hasMicrophone: true,
      bound: 10,
    },
    { name: 'half speed', takes: [{ until: 2.5, speed: 0.5 }], bound: 27 },
    { name: 'double speed', takes: [{ until: 1.5, speed: 2 }], bound: 10 },
    // A frame that a video element shows may have been captured an interval of the screen or two before.
    {
      name: 'frames and sound of a browser that does not give them as streams',
      takes: [{ until: 2.5 }, { until: 5 }],
      unreported: 0.12,
      hasMicrophone: true,
      hasNoStreams: true,
      bound: 45,
    },
  ])('shows each picture where the music was heard that it was performed to: $name', async (variant) => {
    const { files, reports, truth } = await perform(Booth, variant);
    expect(reports.map(({ method }) => method)).toEqual(variant.takes.map(() => 'frames'));
    const file = files.webcodecs ?? new File([], 'none');
    const clicks = onsets(await nativeSound(file), 48000);
    const numbers = (await nativeGreys(file)).map(numberIn);
    const offsets = compare({ clicks, numbers }, truth);
    expect(offsets.length).toBeGreaterThan(1);
    const sorted = offsets.map(({ offsetMs }) => Math.abs(offsetMs)).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(0.9 * sorted.length)]).toBeLessThan(variant.bound);
    expect(reports.map(({ clock }) => clock.source)).toEqual(variant.takes.map(() => 'output-timestamp'));
  });

  it('is calibrated by a microphone that hears claps to a beat', async () => {
    const { delayMs, spreadMs, beats } = await calibrate(Booth, { unreported: 0.15 });
    expect(beats).toBeGreaterThanOrEqual(8);
    expect(Math.abs(delayMs - 150)).toBeLessThan(10);
    expect(spreadMs).toBeLessThan(10);
  });
});
