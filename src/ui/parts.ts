import { BoothError } from '../error.js';

/** What is loaded when it is first shown; elements that are there before fill then. The editor shows what prepares too. */
const PARTS = {
  editor: () => Promise.all([import('./editor.js'), import('./preparation.js')]),
  preparation: () => import('./preparation.js'),
};

/**
 * Loads a part of the element; what is there already costs nothing.
 * @throws BoothError `runtime-missing`
 */
export async function loadPart(name: keyof typeof PARTS): Promise<void> {
  try {
    await PARTS[name]();
  } catch (cause) {
    throw new BoothError(
      'runtime-missing',
      'A part of the booth could not be loaded: check the connection and try again.',
      { cause },
    );
  }
}
