import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import { runtimeFiles } from './scripts/runtime.mjs';

const { dependencies } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const isDependency = (id) =>
  Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));

rmSync(new URL('./dist', import.meta.url), { recursive: true, force: true });

/**
 * Left out of what runs without a bundler: Node's own modules, which dependencies import for their use on a server, and
 * Pixi's sets of extensions, of which the stage needs none and one breaks in a worker.
 */
const unneeded = {
  name: 'unneeded',
  resolveId: (id) => (/^node:|\/(browserAll|webworkerAll)\.mjs$/.test(id) ? '\0empty' : null),
  load: (id) => (id === '\0empty' ? 'export default {};' : null),
};

/** Writes into the library which runtime files belong to it; the workers are built before. */
const manifest = {
  name: 'manifest',
  load(id) {
    if (!id.endsWith('src/media/manifest.ts')) return null;
    const facts = Object.entries(runtimeFiles()).map(([name, path]) => {
      const content = readFileSync(path);
      return [name, { sha384: createHash('sha384').update(content).digest('base64'), bytes: content.length }];
    });
    return `export const RUNTIME_MANIFEST = ${JSON.stringify(Object.fromEntries(facts))};`;
  },
};

/** What runs without a bundler holds its dependencies. */
const bundled = () => [unneeded, resolve({ browser: true }), commonjs(), transpile(true)];

const resolve = (options) => nodeResolve({ extensions: ['.ts', '.mjs', '.js', '.json'], ...options });

/**
 * TypeScript to what browsers know. Files are found by the resolver alone, which also reads in a package that its modules
 * have no side effects: else all that they import stays. Licences are kept, each once.
 */
const transpile = (minify) => ({
  ...esbuild({ tsconfig: './tsconfig.json', target: 'es2022', minify, legalComments: 'eof' }),
  resolveId: null,
});

/** The element's languages, each an entry of its own. */
const languages = Object.fromEntries(
  ['arabic', 'chinese', 'english', 'german', 'spanish'].map((name) => [
    `languages/${name}`,
    `src/languages/${name}.ts`,
  ]),
);

/** The library: what a site's bundler reads. Dependencies stay imports, so that a site has each of them once. */
const library = {
  input: { index: 'src/index.ts', element: 'src/element.ts', ...languages },
  output: {
    ...{ dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
    // A file's imports are evaluated before all else in it, so what comes before Tone is a file of its own.
    manualChunks: (id) => (id.endsWith('/src/sound/quiet-tone.ts') ? 'quiet-tone' : null),
  },
  external: isDependency,
  plugins: [manifest, resolve(), transpile(false)],
};

/** The same for pages without a bundler: everything in it, as plain script modules. */
const standalone = {
  input: { clipbooth: 'src/index.ts', 'clipbooth-element': 'src/element.ts', ...languages },
  output: { dir: 'dist/standalone', format: 'es', sourcemap: true, chunkFileNames: '[name]-[hash].js' },
  plugins: [manifest, ...bundled()],
};

/** Workers that a site serves from \`assetBase\`: each one file, with all that it needs. */
const workers = Object.entries({
  'alignment-worker': 'src/sound/alignment-worker.ts',
  'capture-worker': 'src/capture/worker.ts',
  'core-worker': 'src/export/core-worker.ts',
  'export-worker': 'src/export/worker.ts',
  'ffmpeg-worker': 'src/export/ffmpeg-worker.ts',
  'microphone-worklet': 'src/capture/microphone-worklet.ts',
  'sound-worker': 'src/export/sound-worker.ts',
  'stretch-worklet': 'node_modules/signalsmith-stretch/SignalsmithStretch.mjs',
}).map(([name, input]) => ({
  input,
  output: { file: `dist/assets/${name}.js`, format: 'es', inlineDynamicImports: true },
  plugins: bundled(),
}));

/** Circular imports inside dependencies are theirs. */
const onwarn = (warning, warn) => {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules')))
    return;
  warn(warning);
};

export default [...workers, library, standalone].map((bundle) => ({ ...bundle, onwarn }));
