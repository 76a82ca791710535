import { AwsClient } from 'aws4fetch';

/*
 * What a site's server does so that its pages may put clips into a private bucket of S3, R2, MinIO and their like: it
 * signs an address. Whoever has the address may make this one request with it, for a while, and needs no keys.
 */

/**
 * Makes the function that signs. `bucketUrl` is the bucket's address without a slash at its end, such as
 * `https://clips.s3.eu-central-1.amazonaws.com`, `https://ACCOUNT.r2.cloudflarestorage.com/clips` (region `auto`) or
 * `https://minio.example.com/clips`.
 */
export function createPresign({ bucketUrl, accessKeyId, secretAccessKey, region = 'us-east-1' }) {
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
  /**
   * Signs a request for an object. All `headers` are signed: the request must send the very same, and so
   * `Content-Type` and `Content-Length` decide what may be put there, and how much.
   */
  return async (key, { method = 'PUT', headers = {}, expiresInSeconds = 600 } = {}) => {
    const address = `${bucketUrl}/${key}?X-Amz-Expires=${expiresInSeconds}`;
    const { url } = await aws.sign(address, { method, headers, aws: { signQuery: true, allHeaders: true } });
    return url;
  };
}
