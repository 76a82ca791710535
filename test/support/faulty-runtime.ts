import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { runtimeFiles } from '../../scripts/runtime.mjs';

/** How many frames the encoder takes before it breaks. */
const FRAMES = 20;

/** How often the disk is written to before it is full. */
const WRITES = 3;

/** What runs before the recorder, by the folder in which the worker that records is served. */
const PRELUDES = {
  // Its encoder breaks, as where the system takes it away.
  faulty: `
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
`,
  // Its disk is full after some fragments, the last of which is written in part.
  full: `
let written = 0;
const { write } = FileSystemSyncAccessHandle.prototype;
FileSystemSyncAccessHandle.prototype.write = function (data, options) {
  return write.call(this, written++ < ${WRITES} ? data : data.subarray(0, 60), options);
};
`,
};

/** Serves at `/faulty/` and `/full/` workers that record, and to which something happens. */
export const faultyRuntime: Plugin = {
  name: 'clipbooth-faulty-runtime',
  configureServer(server) {
    for (const [folder, prelude] of Object.entries(PRELUDES)) {
      server.middlewares.use(`/${folder}/capture-worker.js`, (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(prelude + readFileSync(runtimeFiles()['capture-worker.js'], 'utf8'));
      });
    }
  },
};
