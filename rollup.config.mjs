import { readFileSync, rmSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';

const { dependencies } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const isDependency = (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));

rmSync(new URL('./dist', import.meta.url), { recursive: true, force: true });

const transpile = (minify) => esbuild({ tsconfig: './tsconfig.json', target: 'es2022', minify });

/** The library: what a site's bundler reads. Dependencies stay imports, so that a site has each of them once. */
const library = {
  input: { index: 'src/index.ts', element: 'src/element.ts' },
  output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
  external: isDependency,
  plugins: [nodeResolve(), transpile(false)],
};

/** The same for pages without a bundler: everything in it, as plain script modules. */
const standalone = {
  input: { clipbooth: 'src/index.ts', 'clipbooth-element': 'src/element.ts' },
  output: { dir: 'dist/standalone', format: 'es', sourcemap: true, chunkFileNames: '[name]-[hash].js' },
  plugins: [nodeResolve({ browser: true }), transpile(true)],
};

/** Workers that a site serves from \`assetBase\`: each one file, with all that it needs. */
const workers = Object.entries({
  'capture-worker': 'src/capture/worker.ts',
  'export-worker': 'src/export/worker.ts',
  'ffmpeg-worker': 'node_modules/@ffmpeg/ffmpeg/dist/esm/worker.js',
}).map(([name, input]) => ({
  input,
  output: { file: `dist/assets/${name}.js`, format: 'es', inlineDynamicImports: true },
  plugins: [nodeResolve({ browser: true }), transpile(true)],
}));

/** Circular imports inside dependencies are theirs. */
const onwarn = (warning, warn) => {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
  warn(warning);
};

export default [library, standalone, ...workers].map((bundle) => ({ ...bundle, onwarn }));
