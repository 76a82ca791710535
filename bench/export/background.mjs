import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fakeCameraFlags, findChromium } from '../../scripts/chromium.mjs';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.mjs';
import { jobOf, median, runInPage, startServer } from './harness.mjs';

/*
 * The job in a tab that is seen and in one behind another tab, where browsers slow down timers. Playwright keeps every
 * page awake, so the browser is driven without it.
 */

async function launch() {
  const profile = makeTemporaryFolder('profile');
  const flags = [
    ...fakeCameraFlags(),
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ];
  const browser = spawn(await findChromium(), [...flags, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let port = 0;
  for await (const line of createInterface({ input: browser.stderr })) {
    port = Number(/DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line)?.[1] ?? 0);
    if (port > 0) break;
  }
  return {
    port,
    close: async () => {
      browser.kill();
      await once(browser, 'exit');
    },
  };
}

/** Runs the job once in a tab of its own; `isHidden` puts another before it. Gives the seconds. */
async function runInTab(CDP, { port, url, isHidden }) {
  const tab = await CDP.New({ port, url });
  const client = await CDP({ port, target: tab.id });
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await client.Runtime.evaluate({
      ...{ expression, awaitPromise: true, returnByValue: true },
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  };
  try {
    const cover = isHidden ? await CDP.New({ port, url: 'about:blank' }) : null;
    await CDP.Activate({ port, id: (cover ?? tab).id });
    const state = isHidden ? 'hidden' : 'visible';
    const becameSo = `new Promise((resolve) => {
      const look = () => document.visibilityState === '${state}' && resolve();
      document.addEventListener('visibilitychange', look);
      look();
    })`;
    await evaluate(becameSo);
    const told = JSON.stringify(await jobOf('clipbooth'));
    const { seconds } = await evaluate(`(${runInPage})(${told})`);
    if (cover !== null) await CDP.Close({ port, id: cover.id });
    return seconds;
  } finally {
    await client.close();
    await CDP.Close({ port, id: tab.id });
  }
}

export async function measureBackground(rounds) {
  // One of the benchmark's own packages, which are not there before the bench is open.
  const { default: CDP } = await import('chrome-remote-interface');
  const server = await startServer(true);
  const browser = await launch();
  const seconds = { seen: [], hidden: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [state, runs] of Object.entries(seconds)) {
        runs.push(await runInTab(CDP, { port: browser.port, url: server.url, isHidden: state === 'hidden' }));
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const [seen, hidden] = [median(seconds.seen), median(seconds.hidden)];
  const row = { seen, hidden, ratio: Math.round((hidden / seen) * 100) / 100 };
  console.table([row]);
  return { ...row, rounds: seconds };
}
