import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fakeCameraFlags, findChromium } from './scripts/chromium.mjs';
import { serveRuntime } from './scripts/runtime.mjs';
import { browserCommands } from './test/support/commands.ts';
import { faultyRuntime } from './test/support/faulty-runtime.ts';
import { uploadEndpoint } from './test/support/upload-endpoint.ts';

/** Serves the workers and the ffmpeg core at `/clipbooth/`, as a site that embeds clipbooth does. */
const runtime: Plugin = {
  name: 'clipbooth-runtime',
  configureServer(server) {
    server.middlewares.use('/clipbooth/', serveRuntime());
  },
};

/** For every test: it asserts something, and a machine that is busy with other things may take its time, in milliseconds. */
const RULES = { expect: { requireAssertions: true, poll: { timeout: 30_000 } }, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          sequence: { groupOrder: 0 },
          include: ['test/node/**/*.test.ts'],
          setupFiles: ['test/support/properties.ts'],
          environment: 'node',
          testTimeout: 60_000,
          ...RULES,
        },
      },
      {
        plugins: [runtime, faultyRuntime, uploadEndpoint()],
        // Found before the first test: one that is found later reloads the page under a test.
        // The sound worker's encoder is for Rollup alone.
        optimizeDeps: {
          entries: ['src/**/*.ts', '!src/export/{aac,sound-worker}.ts', 'test/browser/**/*.ts'],
          exclude: ['@ffmpeg/ffmpeg'],
        },
        test: {
          name: 'browser',
          sequence: { groupOrder: 1 },
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          ...RULES,
          browser: {
            enabled: true,
            headless: true,
            commands: browserCommands,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: (await findChromium()) ?? undefined, args: fakeCameraFlags() },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 2 },
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          fileParallelism: false,
          ...RULES,
        },
      },
    ],
  },
});
