import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a module's text beside the package; gives what it writes as JSON. */
async function run(script: string) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

describe('the built package on a server', () => {
  it.each(['index', 'element'])('%s can be imported, and does nothing', async (entry) => {
    const { names, dom } = (await run(`
      globalThis.fetch = () => { throw new Error('fetched'); };
      const module = await import('./dist/${entry}.js');
      console.log(JSON.stringify({ names: Object.keys(module), dom: [typeof document, typeof window] }));`)) as {
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

  it('says that a booth needs a page', async () => {
    const error = await run(`
      const { Booth, BoothError } = await import('./dist/index.js');
      try { new Booth({ drafts: true }); }
      catch (error) {
        console.log(JSON.stringify({ isOurs: error instanceof BoothError, code: error.code, message: error.message }));
      }`);
    expect(error).toEqual({
      isOurs: true,
      code: 'unsupported-browser',
      message: expect.stringContaining('make it in the browser'),
    });
  });
});
