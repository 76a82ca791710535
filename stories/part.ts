import '../src/element.js';
import '../src/ui/editor.js';
import { fn } from 'storybook/test';
import { Booth } from '../src/booth/booth.js';
import { ENGLISH } from '../src/languages/english.js';
import { addAsset, addEffect, addTake, addText, combine } from '../src/project/edits.js';
import { BoothElement, type Ui } from '../src/ui/booth-element.js';
import { parseFeatures } from '../src/ui/features.js';

/** What stories of parts can be set to. */
export interface Args {
  theme: 'dark' | 'light';
  wide: boolean;
}

/** A booth whose document has two takes, an effect and a text; its media are not there, so strips stay empty. */
function makeUi(wide: boolean): Ui {
  const booth = new Booth();
  const video = { kind: 'video', id: 'v', name: 'Video', duration: 8, width: 720, height: 1280 } as const;
  booth.edit(
    combine(
      addAsset({ ...video, hasSound: true, soundOffset: 0 }),
      addTake({ id: 'first', asset: 'v', start: 0.5, end: 4 }),
      addTake({ id: 'second', asset: 'v', start: 1, end: 6, speed: 2 }),
      addEffect('vignette', { id: 'light', range: { start: 1, end: 3 } }),
      addText('Hello', { id: 'hello', range: { start: 0.5, end: 2.5 } }),
    ),
  );
  return {
    booth,
    texts: ENGLISH,
    features: parseFeatures(null),
    sounds: [{ title: 'Summer', url: '/summer.mp3' }],
    wide,
    // What needs the media themselves cannot be done here.
    perform: (work) => void new Promise((resolve) => resolve(work())).catch(() => undefined),
    announce: fn(),
    say: fn(),
    takeAway: (edit) => booth.edit(edit),
  };
}

/** Puts a part on a surface as the element has it. */
export function show(name: string, properties: Record<string, unknown> = {}) {
  return ({ theme, wide }: Args) => {
    const surface = document.createElement('div');
    surface.style.cssText = `color-scheme:${theme};background:light-dark(#fff,#16181d);padding:24px;position:relative;min-height:100vh`;
    surface.append(Object.assign(document.createElement(name), { ui: makeUi(wide), ...properties }));
    return surface;
  };
}

/** The part that a story shows. */
export function partIn(canvasElement: HTMLElement): BoothElement {
  const part = canvasElement.firstElementChild?.firstElementChild;
  if (!(part instanceof BoothElement)) throw new Error('The story shows no part');
  return part;
}

/** Presses the button or the choice of a part that reads so. */
export async function press(part: BoothElement, name: string): Promise<void> {
  await part.updateComplete;
  const buttons = [...(part.shadowRoot?.querySelectorAll('button') ?? [])];
  const button = buttons.find(
    ({ textContent, ariaLabel }) => (ariaLabel ?? textContent ?? '').replace(/\s+/g, ' ').trim() === name,
  );
  if (button === undefined) throw new Error(`There is no ${name}`);
  button.click();
  await part.updateComplete;
}
