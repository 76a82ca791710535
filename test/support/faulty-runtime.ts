import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { runtimeFiles } from '../../scripts/runtime.mjs';

/** How many frames the encoder takes before it breaks. */
const FRAMES = 20;

/** Runs before the recorder: its encoder breaks, as where the system takes it away. */
const PRELUDE = `
let taken = 0;
self.VideoEncoder = class extends VideoEncoder {
  #tell;
  constructor(init) {
    super(init);
    this.#tell = init.error;
  }
  encode(frame, options) {
    if (taken++ < ${FRAMES}) super.encode(frame, options);
    else if (this.state === 'configured') {
      this.close();
      this.#tell(new DOMException('Codec reclaimed.', 'QuotaExceededError'));
    }
  }
};
`;

/** Serves at \`/faulty/\` the worker that records, with an encoder that breaks. */
export const faultyRuntime: Plugin = {
  name: 'clipbooth-faulty-runtime',
  configureServer(server) {
    server.middlewares.use('/faulty/capture-worker.js', (_request, response) => {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(PRELUDE + readFileSync(runtimeFiles()['capture-worker.js'], 'utf8'));
    });
  },
};
