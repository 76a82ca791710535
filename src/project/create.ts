import { parseProject } from './parse.js';
import type { Project, ProjectOptions } from './project.js';

/**
 * An empty document.
 * @throws BoothError `project-invalid` where an option is outside `LIMITS`.
 */
export function createProject(options: ProjectOptions = {}): Project {
  return parseProject({
    version: 1,
    width: options.width ?? 720,
    height: options.height ?? 1280,
    frameRate: options.frameRate ?? 30,
    maxDuration: options.maxDuration ?? 15,
    assets: {},
    takes: [],
    music: null,
    levels: { music: 1, camera: 1 },
    effects: [],
    look: null,
    duet: null,
    overlays: [],
    captions: null,
  });
}

/** A new id, unique in any document: 12 letters and digits after a prefix that tells people what it names. */
export function createId(prefix: 'take' | 'asset' | 'effect' | 'text' | 'sticker'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
