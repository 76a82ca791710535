import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What the linter says of a file in a room that imports these. */
async function lint(room: string, ...imports: string[]): Promise<string> {
  const folder = await mkdtemp(join(ROOT, 'src', room, 'layering-'));
  try {
    const file = join(folder, 'example.ts');
    await writeFile(file, imports.map((path) => `import '../../${path}';\n`).join(''));
    const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const { stdout, stderr } = await run(process.execPath, [biome, 'lint', file], { cwd: ROOT }).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    return stdout + stderr;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('a room imports only from the rooms below it', () => {
  it.each([
    ['project', 'media/open.js'],
    ['media', 'sound/output.js'],
    ['sound', 'stage/stage.js'],
    ['stage', 'export/export.js'],
    ['effects', 'stage/stage.js'],
    ['upload', 'project/project.js'],
    ['capture', 'stage/stage.js'],
    ['player', 'capture/camera.js'],
    ['export', 'player/player.js'],
    ['booth', 'ui/clip-booth.js'],
    ['ui', 'stage/stage.js'],
  ])('%s not from %s', async (room, path) => {
    expect(await lint(room, path)).toContain('noRestrictedImports');
  });

  it.each([
    ['project', ['error.js']],
    ['stage', ['effects/define.js', 'media/frames.js', 'project/project.js', 'error.js']],
    ['ui', ['booth/booth.js', 'upload/upload.js', 'project/edits.js']],
  ])('%s from what it may', async (room, paths) => {
    expect(await lint(room, ...paths)).not.toContain('noRestrictedImports');
  });
});
