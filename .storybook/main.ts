import type { StorybookConfig } from '@storybook/html-vite';
import { copyRuntime, serveRuntime } from '../scripts/runtime.mjs';

const config: StorybookConfig = {
  framework: '@storybook/html-vite',
  stories: ['../stories/**/*.stories.ts'],
  core: { disableTelemetry: true },
  viteFinal(vite, { outputDir }) {
    vite.plugins?.push({
      name: 'clipbooth-runtime',
      configureServer(server) {
        server.middlewares.use('/clipbooth/', serveRuntime());
      },
      async closeBundle() {
        if (outputDir !== undefined) await copyRuntime(`${outputDir}/clipbooth`);
      },
    });
    return vite;
  },
};

export default config;
