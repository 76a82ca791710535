import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BOOTH_ERROR_CODES, BoothError, cancelled, throwIfCancelled } from '../../src/error.js';

describe('errors', () => {
  it('have a documented code each', () => {
    const source = readFileSync(new URL('../../src/error.ts', import.meta.url), 'utf8');
    const documented = [...source.matchAll(/^ \* \| `([a-z-]+)` \|/gm)].map(([, code]) => code);
    expect(documented).toEqual([...BOOTH_ERROR_CODES]);
  });

  it('are passed through or wrapped, the cause kept', () => {
    const known = new BoothError('storage-full', 'Full.');
    expect(BoothError.from(known, 'encoder-failed', 'Other.')).toBe(known);
    const cause = new Error('deep');
    expect(BoothError.from(cause, 'encoder-failed', 'Other.')).toMatchObject({
      code: 'encoder-failed',
      cause,
    });
  });

  it('tell a cancelled signal and its reason', () => {
    const signal = AbortSignal.abort('enough');
    expect(() => throwIfCancelled(signal)).toThrow(
      expect.objectContaining({ code: 'cancelled', cause: 'enough' }),
    );
    expect(cancelled().code).toBe('cancelled');
    throwIfCancelled(undefined);
    throwIfCancelled(new AbortController().signal);
  });
});
