#!/usr/bin/env node
import { copyRuntime } from './runtime.mjs';

/* The command of the package: puts the runtime where a site serves it. */

const [command, folder] = process.argv.slice(2);
if (command !== 'assets' || folder === undefined) {
  console.log(`Usage: npx clipbooth assets FOLDER

Copies the workers, ffmpeg's core and, for pages without a bundler, clipbooth-element.js and clipbooth.js into a folder
that the site serves as assetBase.`);
  process.exit(command === undefined || command === '--help' ? 0 : 2);
}
try {
  const { length } = await copyRuntime(folder);
  console.log(
    `Copied ${length} files to ${folder}: serve them under /clipbooth/, or under what asset-base names.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
