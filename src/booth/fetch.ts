import { BoothError, type BoothErrorCode, cancelled } from '../error.js';

/** What is fetched, and what its error says where it cannot be. */
const KINDS = {
  music: { code: 'music-unreachable', name: 'Music' },
  font: { code: 'media-unreadable', name: 'Font' },
} as const satisfies Record<string, { code: BoothErrorCode; name: string }>;

/**
 * Fetches a medium where it is an address, and names it.
 * @throws BoothError `music-unreachable`, `media-unreadable` for a font, `cancelled`
 */
export async function fetchMedium(
  source: Blob | string | URL,
  kind: keyof typeof KINDS,
  signal: AbortSignal,
): Promise<{ blob: Blob; name: string }> {
  const { code, name } = KINDS[kind];
  if (source instanceof Blob) {
    return { blob: source, name: source instanceof File ? withoutExtension(source.name) : name };
  }
  const unreachable = (cause: unknown) =>
    new BoothError(code, `The ${kind} could not be fetched: check its address and the connection.`, {
      cause,
    });
  try {
    const response = await fetch(source, { signal });
    if (!response.ok) throw unreachable(`HTTP ${response.status}`);
    const path = new URL(source, location.href).pathname;
    return {
      blob: await response.blob(),
      name: withoutExtension(decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))) || name,
    };
  } catch (error) {
    if (signal.aborted) throw cancelled(signal);
    throw BoothError.from(error, unreachable(error).code, unreachable(error).message);
  }
}

function withoutExtension(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}
