import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('the built package on a server', () => {
  it.each(['index', 'element'])('%s can be imported, and does nothing', async (entry) => {
    const script = `
      globalThis.fetch = () => { throw new Error('fetched'); };
      const module = await import('./dist/${entry}.js');
      console.log(JSON.stringify({ names: Object.keys(module), dom: [typeof document, typeof window] }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: ROOT,
    });
    const { names, dom } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
      names: string[];
      dom: string[];
    };
    expect(dom).toEqual(['undefined', 'undefined']);
    expect(names).toEqual(
      expect.arrayContaining(
        entry === 'index' ? ['Booth', 'exportClip', 'upload', 'formTo', 'putTo'] : ['ClipBooth'],
      ),
    );
  });
});
