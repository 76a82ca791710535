/// <reference types="vite/client" />
import axe from 'axe-core';
import { expect, waitFor } from 'storybook/test';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { PATIENCE } from '../../stories/performance.js';

/*
 * Every story of Storybook: it is drawn, what it plays holds, and axe finds nothing against WCAG 2.2 AA in it, dark and
 * light.
 */

/** What axe checks: WCAG 2.2 at level AA with all that it builds on. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A story or, as its module's default, what its stories have in common. */
interface Story {
  readonly title?: string;
  readonly args?: object;
  readonly render?: (args: object) => HTMLElement;
  readonly play?: (context: { canvasElement: HTMLElement; args: object }) => Promise<void>;
}

const modules = import.meta.glob<Record<string, Story>>('../../stories/*.stories.ts', { eager: true });
const canvasElement = document.createElement('main');

/** What comes in sight by and by has little contrast until it is there: motion is left out, as people can ask for. */
const setMotion = (value: 'reduce' | '') =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });
beforeAll(() => setMotion('reduce'));
afterAll(() => setMotion(''));

afterEach(() => canvasElement.replaceChildren());

async function violations(): Promise<string[]> {
  const result = await axe.run(canvasElement, { runOnly: STANDARDS });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.flat().at(-1)}`),
  );
}

for (const { default: meta = {}, ...stories } of Object.values(modules)) {
  describe(`the stories of ${meta.title}`, () => {
    it.each(Object.entries(stories))('%s', async (_name, story) => {
      document.body.append(canvasElement);
      const args = { ...meta.args, ...story.args };
      const themes = 'theme' in args ? ['dark', 'light'] : [null];
      for (const theme of themes) {
        const themed = theme === null ? args : { ...args, theme };
        const drawn = (story.render ?? meta.render)?.(themed);
        if (drawn === undefined) throw new Error('The story draws nothing');
        canvasElement.replaceChildren(drawn);
        await (story.play ?? meta.play)?.({ canvasElement, args: themed });
        const isShown = () => canvasElement.querySelector(':defined')?.checkVisibility();
        await waitFor(() => expect(isShown()).toBe(true), PATIENCE);
        expect(matchMedia('(prefers-reduced-motion: reduce)').matches).toBe(true);
        expect([theme, await violations()]).toEqual([theme, []]);
      }
    });
  });
}
