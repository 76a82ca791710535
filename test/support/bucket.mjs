import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { AwsClient } from 'aws4fetch';
import { createPresign } from '../../examples/s3/presign.mjs';
import { SYSTEM_PYTHON } from '../../scripts/swift.mjs';

const KEYS = { accessKeyId: 'booth:clips', secretAccessKey: 'secret' };

/**
 * Starts OpenStack Swift with a bucket in it, which only takes what was signed. Gives what signs addresses of it:
 * `visible` where a page may read refusals too, as at S3 and MinIO, `hidden` where it may not.
 */
export async function startBucket() {
  const server = spawn(SYSTEM_PYTHON, [fileURLToPath(new URL('s3-server.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ports = await new Promise((resolve, reject) => {
    createInterface(server.stdout).once('line', (line) => resolve(line.split(' ')));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Swift ended with ${code} before it was ready.`)));
  });
  // It ends with the tests: then nothing holds its standard input any more.
  for (const part of [server, server.stdin, server.stdout]) part.unref();
  const [bucketUrl, hiddenUrl] = ports.map((port) => `http://127.0.0.1:${port}/clips`);
  const made = await new AwsClient({ ...KEYS, service: 's3' }).fetch(bucketUrl, { method: 'PUT' });
  if (!made.ok) throw new Error(`There is no bucket: ${await made.text()}`);
  return {
    visible: createPresign({ bucketUrl, ...KEYS }),
    hidden: createPresign({ bucketUrl: hiddenUrl, ...KEYS }),
  };
}
