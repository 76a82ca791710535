import fc from 'fast-check';

/*
 * Properties are tried on the same cases in each run, so that a run fails for what was changed and for nothing else.
 * `PROPERTY_SECONDS=10 npx vitest run --project node` looks for new cases instead, for so long with each property.
 */
const seconds = Number(process.env.PROPERTY_SECONDS ?? 0);
fc.configureGlobal(
  seconds > 0
    ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000 }
    : { seed: 20260101 },
);
