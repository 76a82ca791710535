import { BoothError, cancelled } from '../error.js';

/**
 * Fetches music where it is an address, and names it.
 * @throws BoothError `music-unreachable`, `cancelled`
 */
export async function loadMusic(
  source: Blob | string | URL,
  signal: AbortSignal,
): Promise<{ blob: Blob; name: string }> {
  if (source instanceof Blob) {
    return { blob: source, name: source instanceof File ? withoutExtension(source.name) : 'Music' };
  }
  const unreachable = (cause: unknown) =>
    new BoothError(
      'music-unreachable',
      'The music could not be fetched: check its address and the connection.',
      {
        cause,
      },
    );
  try {
    const response = await fetch(source, { signal });
    if (!response.ok) throw unreachable(`HTTP ${response.status}`);
    const path = new URL(source, location.href).pathname;
    return {
      blob: await response.blob(),
      name: withoutExtension(decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))) || 'Music',
    };
  } catch (error) {
    if (signal.aborted) throw cancelled(signal);
    throw BoothError.from(error, unreachable(error).code, unreachable(error).message);
  }
}

function withoutExtension(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}
