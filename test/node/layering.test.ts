import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

const FORBIDDEN = [
  ['project', 'media/open.js'],
  ['media', 'sound/output.js'],
  ['sound', 'stage/stage.js'],
  ['stage', 'export/export.js'],
  ['effects', 'stage/stage.js'],
  ['upload', 'project/project.js'],
  ['capture', 'stage/stage.js'],
  ['capture', 'drafts/drafts.js'],
  ['drafts', 'booth/booth.js'],
  ['player', 'capture/camera.js'],
  ['export', 'player/player.js'],
  ['booth', 'ui/clip-booth.js'],
  ['ui', 'stage/stage.js'],
] as const;

const ALLOWED = [
  ['project', ['error.js']],
  ['stage', ['effects/define.js', 'media/frames.js', 'project/project.js', 'error.js']],
  ['drafts', ['media/assets.js', 'project/parse.js']],
  ['ui', ['booth/booth.js', 'drafts/drafts.js', 'upload/upload.js', 'project/edits.js']],
] as const;

/** For each example, whether the linter forbids an import in it. */
let verdicts: boolean[] = [];
const folders: string[] = [];

// One run of the linter for all: it reads the whole project each time.
beforeAll(async () => {
  const examples = [...FORBIDDEN.map(([room, path]) => [room, [path]] as const), ...ALLOWED];
  const files = await Promise.all(
    examples.map(async ([room, imports]) => {
      const folder = await mkdtemp(join(ROOT, 'src', room, 'layering-'));
      folders.push(folder);
      const file = join(folder, 'example.ts');
      await writeFile(file, imports.map((path) => `import '../../${path}';\n`).join(''));
      return file;
    }),
  );
  const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const lint = ['lint', '--max-diagnostics=none', '--colors=off', ...files];
  const { stdout, stderr } = await run(process.execPath, [biome, ...lint], { cwd: ROOT }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  const complaints = (stdout + stderr).split('\n').filter((line) => line.includes('noRestrictedImports'));
  verdicts = files.map((file) => complaints.some((line) => line.includes(relative(ROOT, file))));
}, 60_000);

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

describe('a room imports only from the rooms below it', () => {
  it.each(FORBIDDEN.map(([room, path], index) => [room, path, index] as const))(
    '%s not from %s',
    (_room, _path, index) => {
      expect(verdicts[index]).toBe(true);
    },
  );

  it.each(ALLOWED.map(([room], index) => [room, FORBIDDEN.length + index] as const))(
    '%s from what it may',
    (_room, index) => {
      expect(verdicts[index]).toBe(false);
    },
  );
});
