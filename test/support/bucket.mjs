import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import S3rver from 's3rver';

const KEYS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
const CORS = `<CORSConfiguration><CORSRule>
  <AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>
  <AllowedHeader>Content-Type</AllowedHeader>
</CORSRule></CORSConfiguration>`;

/**
 * Starts a server that speaks S3, with a bucket; gives what signs addresses for it, as a site's own server does. s3rver
 * proves what a browser needs of S3: CORS before the PUT, an object where the address says, 403 after its time. It does
 * not prove the signature: it takes any, and none, also for another object.
 */
export async function startBucket() {
  const server = new S3rver({
    port: 0,
    silent: true,
    directory: mkdtempSync(join(tmpdir(), 'clipbooth-bucket-')),
    configureBuckets: [{ name: 'clips', configs: [CORS] }],
  });
  const { port } = await server.run();
  // It ends with the tests.
  server.httpServer.unref();
  const aws = new AwsClient({ ...KEYS, service: 's3', region: 'us-east-1' });
  return {
    /** @param {string} key */
    async presign(key) {
      const address = `http://localhost:${port}/clips/${key}?X-Amz-Expires=600`;
      return (await aws.sign(address, { method: 'PUT', aws: { signQuery: true } })).url;
    },
  };
}
