import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

/** What axe checks: WCAG 2.2 at level AA with all that it builds on. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Loads axe, and gives what it finds wrong on a page as it is at the time. */
export async function loadAxe(): Promise<(page: Page) => Promise<string[]>> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return async (page) => {
    await page.evaluate(axe);
    const { violations } = (await page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(STANDARDS)} })`,
    )) as AxeResults;
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().at(-1)}`));
  };
}

/**
 * What is wrong with the layout: controls that are shown but lie outside of the page, or that are cut off by it. What
 * scrolls may hold more than it shows.
 */
export function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const visit = (root: ParentNode, scrolls: boolean) => {
      for (const element of root.querySelectorAll('*')) {
        const inner = scrolls || isInScroller(element);
        if (element.shadowRoot !== null) visit(element.shadowRoot, inner);
        if (inner || !element.matches('button, a, input, select, textarea')) continue;
        const box = element.getBoundingClientRect();
        if (box.width === 0 || !element.checkVisibility()) continue;
        const isInside =
          box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim();
        if (!isInside) faults.push(`"${name}" lies outside`);
        // WCAG 2.2, 2.5.8: a target has 24 by 24 pixels at least.
        if (box.height < 24 || box.width < 24)
          faults.push(`"${name}" is ${box.width} by ${box.height} pixels`);
      }
    };
    const isInScroller = (element: Element): boolean => {
      for (let node: Element | null = element; node !== null; ) {
        if (/auto|scroll/.test(getComputedStyle(node).overflow)) return true;
        node = node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
      }
      return false;
    };
    visit(document, false);
    if (document.documentElement.scrollWidth > innerWidth) faults.push('The page scrolls sideways');
    return faults;
  });
}
