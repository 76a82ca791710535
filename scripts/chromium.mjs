import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names under which systems install a browser of the Chromium family, the most open first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];

/** Places outside PATH where macOS and Windows keep one. */
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) =>
    process.env[folder] ? [join(process.env[folder], 'Google/Chrome/Application/chrome.exe')] : [],
  ),
];

/** Finds a program on PATH, or null. */
export function findOnPath(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find(existsSync);
  return found ?? null;
}

/**
 * The browser that tests and scripts drive: `CLIPBOOTH_CHROMIUM` if set, else one of the system, else Playwright's own.
 * Null where there is none.
 */
export async function findChromium() {
  const named = process.env.CLIPBOOTH_CHROMIUM;
  if (named !== undefined) return named;
  const installed = NAMES.map(findOnPath).find((path) => path !== null) ?? PLACES.find(existsSync);
  if (installed !== undefined) return installed;
  const { chromium } = await import('playwright').catch(() => ({ chromium: null }));
  const path = chromium?.executablePath();
  return path && existsSync(path) ? path : null;
}

/**
 * Flags for a browser without a person: the camera and microphone are granted and made up, or read from files (an
 * MJPEG or Y4M video, a WAV), sound may play without a tap, WebGL runs in software, and nothing is slowed down for
 * being out of sight.
 */
export function fakeCameraFlags({ video, audio } = {}) {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream=fps=30',
    ...(video ? [`--use-file-for-fake-video-capture=${video}`] : []),
    ...(audio ? [`--use-file-for-fake-audio-capture=${audio}`] : []),
    '--autoplay-policy=no-user-gesture-required',
    '--enable-unsafe-swiftshader',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // Chromium refuses to run its sandbox as root, as in most containers.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}
