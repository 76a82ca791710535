import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder in the system's temporary one, which goes when this process ends. */
export function makeTemporaryFolder(purpose) {
  const folder = mkdtempSync(join(tmpdir(), `clipbooth-${purpose}-`));
  // A browser that was just told to end may still write into its profile.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
