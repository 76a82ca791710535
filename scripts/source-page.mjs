import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { fakeCameraFlags, findChromium } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Opens a page in which the sources can be imported, as in `import('/src/stage/stage.ts')`, without a build.
 * @returns the page, and how to end it
 */
export async function openSourcePage() {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('There is no browser: run "npm run setup".');
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    cacheDir: `${ROOT}/node_modules/.vite-source-page`,
    // Found before the page asks: what is found later reloads it.
    optimizeDeps: {
      entries: ['src/**/*.ts', '!src/export/{aac,sound-worker}.ts'],
      exclude: ['@ffmpeg/ffmpeg'],
    },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  await server.listen();
  const { port } = server.httpServer.address();
  const browser = await chromium.launch({ executablePath, args: fakeCameraFlags() });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  await page.goto(`http://127.0.0.1:${port}/examples/demo/blank.html`);
  return {
    page,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
