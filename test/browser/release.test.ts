import '../../src/element.js';
import { beforeAll, expect, it } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { deleteDraft, listDrafts } from '../../src/drafts/drafts.js';
import type { BoothError } from '../../src/error.js';
import type { ClipBooth } from '../../src/ui/clip-booth.js';
import { makeSound } from '../support/media.js';

/*
 * That an element which leaves its page takes with it all that it opened, whatever it is doing at the time. What is
 * open is told by the browser's own objects, each of which is seen when it is made.
 */

const tracks: MediaStreamTrack[] = [];
const pictures = new Set<WebGL2RenderingContext>();
const workers = new Set<Worker>();
const addresses = new Set<string>();
const sounds: AudioContext[] = [];
/** Hears what goes to the loudspeaker. */
let ear: AnalyserNode | null = null;
const elements: WeakRef<ClipBooth>[] = [];
let music: string;

beforeAll(async () => {
  music = URL.createObjectURL(await makeSound(20, (time) => 0.5 * Math.sin(2 * Math.PI * 440 * time)));

  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  const { clone } = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.clone = function () {
    const copy = clone.call(this);
    tracks.push(copy);
    return copy;
  };
  for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
    const { getContext } = prototype;
    prototype.getContext = function (this: unknown, ...given: unknown[]) {
      const context: unknown = Reflect.apply(getContext, this, given);
      if (context instanceof WebGL2RenderingContext) pictures.add(context);
      return context;
    } as typeof prototype.getContext;
  }
  window.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      workers.add(this);
    }
    override terminate() {
      workers.delete(this);
      super.terminate();
    }
  };
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (object) => {
    const address = createObjectURL(object);
    addresses.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    addresses.delete(address);
    revokeObjectURL(address);
  };
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      sounds.push(this);
    }
  };
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (this: AudioNode, ...given: unknown[]) {
    if (given[0] instanceof AudioDestinationNode && this.context instanceof AudioContext) {
      ear ??= this.context.createAnalyser();
      Reflect.apply(connect, this, [ear]);
    }
    return Reflect.apply(connect, this, given);
  } as typeof AudioNode.prototype.connect;
});

/** The largest sample of what is heard now. */
function loudness(): number {
  if (ear === null) return 0;
  const samples = new Float32Array(ear.fftSize);
  ear.getFloatTimeDomainData(samples);
  return Math.max(...samples.map(Math.abs));
}

/** What is open although no element is on the page. */
async function leftovers(): Promise<string[]> {
  // A clip stays as a draft; that it can be found says that nobody has it open.
  for (const draft of await listDrafts()) await deleteDraft(draft);
  const stores: string[] = [];
  const root = await navigator.storage.getDirectory();
  for await (const name of (await root.getDirectoryHandle('clipbooth', { create: true })).keys())
    stores.push(name);
  const counts = {
    'live tracks': tracks.filter(({ readyState }) => readyState === 'live').length,
    'WebGL contexts': [...pictures].filter((context) => !context.isContextLost()).length,
    workers: workers.size,
    'object URLs': addresses.size,
    'folders of media': stores.length,
    // The page has one for all of its booths.
    'sound contexts': Math.max(0, sounds.filter(({ state }) => state !== 'closed').length - 1),
    sounds: loudness() > 0.001 ? 1 : 0,
  };
  return Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]));
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

/** A booth on the page that films, to music. */
async function mount(): Promise<ClipBooth> {
  const element = Object.assign(document.createElement('clip-booth'), {
    width: 90,
    height: 160,
    maxDuration: 20,
  });
  element.style.height = '760px';
  document.body.append(element);
  elements.push(new WeakRef(element));
  await Promise.all([element.booth.openCamera(), element.booth.setMusic(music)]);
  return element;
}

/** Puts a picture into the clip, for so many seconds. */
async function addPicture({ booth }: ClipBooth, duration: number): Promise<void> {
  const canvas = new OffscreenCanvas(90, 160);
  canvas.getContext('2d')?.fillRect(0, 0, 45, 160);
  await booth.importPhoto(await canvas.convertToBlob(), { duration });
}

const created = (element: ClipBooth) =>
  new Promise<void>((resolve) => element.addEventListener('clip-exported', () => resolve(), { once: true }));

/** What an element may be doing when it is removed, and what must come of it, where that is not seen in what is left. */
const MOMENTS: Record<string, (element: ClipBooth) => Promise<undefined | (() => Promise<void>)>> = {
  'shows its camera': async () => undefined,
  'opens a second camera': async ({ booth }) =>
    void booth.openCamera({ facingMode: 'environment' }).catch(() => undefined),
  'begins a take': async ({ booth }) => void booth.startTake().catch(() => undefined),
  'records a take': async ({ booth }) => {
    await booth.startTake();
    await expect.poll(loudness).toBeGreaterThan(0.1);
  },
  'draws a gallery': async () => {
    await button('Looks').click();
    await expect.poll(() => pictures.size).toBeGreaterThan(1);
  },
  'plays the clip': async (element) => {
    await addPicture(element, 20);
    await element.booth.play();
    await expect.poll(loudness).toBeGreaterThan(0.1);
  },
  'creates a clip': async (element) => {
    await addPicture(element, 20);
    const clip = element.booth.export().catch(({ code }: BoothError) => code);
    await expect.poll(() => workers.size).toBeGreaterThan(0);
    return async () => expect(await clip).toBe('cancelled');
  },
  'has a clip': async (element) => {
    await addPicture(element, 0.5);
    await button('Next').click();
    // Not by `expect.element`, which keeps what it looked at.
    await expect.poll(() => button('Play').query() !== null).toBe(true);
    await button('Next').click();
    const clip = created(element);
    await button('Create clip').click();
    await clip;
    expect(addresses.size).toBe(1);
  },
};

/** Removes an element at a moment, and looks for what is left. */
async function removeAt(name: string): Promise<void> {
  const element = await mount();
  const after = await MOMENTS[name]?.(element);
  element.remove();
  await after?.();
  await expect.poll(async () => [name, await leftovers()]).toEqual([name, []]);
  // What is watched is not what keeps an element.
  pictures.clear();
  tracks.length = 0;
}

it('an element that is removed leaves nothing behind, fifty times over, whatever it does', {
  timeout: 480_000,
}, async () => {
  const names = Object.keys(MOMENTS);
  for (let cycle = 0; cycle < 50; cycle++) await removeAt(names[cycle % names.length] ?? '');
  const kept = async () => {
    await cdp().send('HeapProfiler.collectGarbage');
    return elements.filter((reference) => reference.deref() !== undefined).length;
  };
  // The last one may still be in the hands of the test.
  await expect.poll(kept).toBeLessThanOrEqual(1);
});
