import { describe, expect, it } from 'vitest';
import { BoothError } from '../../src/error.js';
import { formTo } from '../../src/upload/form.js';
import { putTo } from '../../src/upload/put.js';
import { tusTo } from '../../src/upload/tus.js';
import { type UploadOptions, upload } from '../../src/upload/upload.js';
import { makeVideo, paintNumber } from '../support/media.js';

const fast: UploadOptions = { retryDelayMs: 5 };

/** A clip: a real MP4, made as large as asked by bytes after its end. */
const clipOf = async (bytes = 0, name = 'clip.mp4') => {
  const video = await makeVideo({ width: 64, height: 64, frameRate: 25, frames: 5, draw: paintNumber });
  return { file: new File([video, new Uint8Array(bytes)], name, { type: 'video/mp4' }) };
};
const presigned = async () => {
  const response = await fetch('/presign', { method: 'POST' });
  const { url } = (await response.json()) as { url: string };
  return url;
};
const storedFiles = async () => (await (await fetch('/stored-files')).json()) as string[];
const trouble = (status: number, times: number) =>
  `/trouble?status=${status}&times=${times}&key=${crypto.randomUUID()}&then=/uploads`;

const targets = {
  'form POST': () => formTo('/uploads', { fields: { caption: 'Hello' } }),
  'presigned PUT': () => putTo(presigned),
  tus: () => tusTo('/uploads/tus', { metadata: { caption: 'Hello' } }),
};

describe.each(Object.entries(targets))('an upload by %s', (_name, makeTarget) => {
  it('stores the clip to the byte and tells where', async () => {
    const clip = await clipOf(300_000);
    const seen: number[] = [];
    const { url, status } = await upload(clip, makeTarget(), { onProgress: (value) => seen.push(value) });
    expect(status).toBeLessThan(300);
    const stored = await fetch(url ?? '');
    expect(stored.headers.get('Content-Type')).toBe('video/mp4');
    expect(new Uint8Array(await stored.arrayBuffer())).toEqual(new Uint8Array(await clip.file.arrayBuffer()));
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('is refused for what is not an MP4 or too large, and nothing is kept', async () => {
    const before = await storedFiles();
    const noClip = { file: new File(['<script>alert(1)</script>'], 'clip.mp4', { type: 'video/mp4' }) };
    await expect(upload(noClip, makeTarget(), fast)).rejects.toMatchObject({
      code: 'upload-refused',
      message: expect.stringContaining('not an MP4'),
    });
    const large = await clipOf(5 * 2 ** 20);
    // A server that stops reading may cut the line before its answer is read.
    await expect(upload(large, makeTarget(), { ...fast, retries: 0 })).rejects.toMatchObject({
      code: expect.stringMatching(/upload-(refused|failed)/),
    });
    // A request that Chromium sends again by itself may still be on its way.
    await expect.poll(storedFiles).toEqual(before);
  });

  it('stops when it is aborted', async () => {
    const before = await storedFiles();
    const abort = new AbortController();
    const work = upload(await clipOf(3 * 2 ** 20), makeTarget(), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(work).rejects.toMatchObject({ name: 'BoothError', code: 'cancelled' });
    await expect(upload(await clipOf(), makeTarget(), { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect.poll(async () => (await storedFiles()).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await storedFiles()).length - before.length).toBeLessThanOrEqual(1);
  });
});

describe('an upload', () => {
  it.each([
    ['a server in trouble', 503],
    ['a server that asks to wait', 429],
    ['a broken connection', 0],
  ])('tries again after %s', async (_name, status) => {
    const seen: number[] = [];
    const result = await upload(await clipOf(1000), formTo(trouble(status, 2)), {
      ...fast,
      onProgress: (value) => seen.push(value),
    });
    expect(result.url).toMatch(/^\/uploads\//);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('gives up after its retries, with what stood in the way', async () => {
    await expect(
      upload(await clipOf(), formTo(trouble(502, 9)), { ...fast, retries: 2 }),
    ).rejects.toMatchObject({
      code: 'upload-failed',
      message: expect.stringContaining('502'),
      cause: expect.any(Error),
    });
    await expect(
      upload(await clipOf(), putTo('http://localhost:1/clip'), { ...fast, retries: 1 }),
    ).rejects.toMatchObject({
      code: 'upload-failed',
      message: expect.stringMatching(/http:\/\/localhost:1 broke, or .*CORS/),
    });
  });

  it('does not try again what was refused', async () => {
    const address = trouble(403, 9);
    await expect(upload(await clipOf(), formTo(address), fast)).rejects.toMatchObject({
      code: 'upload-refused',
      message: expect.stringContaining('trouble 1'),
    });
    expect(await (await fetch(address)).text()).toBe('trouble 2');
  });

  it('waits no longer once it is aborted', async () => {
    const abort = new AbortController();
    const work = upload(await clipOf(), putTo('http://localhost:1/clip'), {
      retryDelayMs: 60_000,
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 200);
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['JSON', '{"error":"There is a limit."}', '413: There is a limit). Make it shorter'],
    ['JSON', '{"message":"No token."}', '401: No token). It is still here: sign in'],
    [
      'a page',
      '<html><head><title>404 Not Found</title></head><body><h1>Oh</h1></body></html>',
      '404: 404 Not Found). It is',
    ],
    ['XML', '<?xml version="1.0"?><Error><Code>NoSuchBucket</Code></Error>', '404: NoSuchBucket). It is'],
    ['plain words', 'Clips are closed.', '410: Clips are closed). It is'],
    ['nothing', ' ', '415). It is still here'],
  ])('says why it was refused where the server says so by %s', async (_name, says, sentence) => {
    const target = formTo(`/trouble?times=9&status=${sentence.slice(0, 3)}&says=${encodeURIComponent(says)}`);
    await expect(upload(await clipOf(), target, fast)).rejects.toMatchObject({
      code: 'upload-refused',
      message: expect.stringContaining(`refused the clip (${sentence}`),
    });
  });

  it('asks again for an address or headers that could not be had', async () => {
    let asked = 0;
    const failing =
      <Value>(value: Value) =>
      async () => {
        asked++;
        if (asked < 3) throw new TypeError('Failed to fetch');
        return value;
      };
    await upload(await clipOf(), putTo(failing(await presigned())), fast);
    for (const to of [formTo, tusTo]) {
      asked = 0;
      const path = to === tusTo ? '/uploads/tus' : '/uploads';
      await upload(await clipOf(), to(path, { headers: failing({ 'X-Token': '1' }) }), fast);
      expect(asked).toBe(3);
    }
    asked = 0;
    await expect(upload(await clipOf(), putTo(failing('')), { ...fast, retries: 1 })).rejects.toMatchObject({
      code: 'upload-failed',
      message: expect.stringContaining('Failed to fetch'),
    });
    const refusal = new BoothError('upload-refused', 'You have uploaded enough for today.');
    await expect(
      upload(
        await clipOf(),
        putTo(() => Promise.reject(refusal)),
        fast,
      ),
    ).rejects.toBe(refusal);
  });

  it('is cancelled at once, whatever it waits for', async () => {
    const abort = new AbortController();
    const work = upload(
      await clipOf(),
      putTo(() => {
        setTimeout(() => abort.abort());
        return new Promise(() => undefined);
      }),
      { signal: abort.signal },
    );
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('sends the fields of a form under their names, the file after them', async () => {
    const fields = { key: 'clips/1.mp4', policy: 'eyJ9', 'X-Amz-Signature': 'ab' };
    const { body } = await upload(await clipOf(), formTo('/form-parts', { fields, field: 'clip' }));
    expect(JSON.parse(body)).toEqual([...Object.entries(fields), ['clip', 'clip.mp4']]);
  });

  it('asks for an address anew for each attempt', async () => {
    let asked = 0;
    const target = putTo(async () => {
      asked++;
      return asked < 3 ? 'http://localhost:1/clip' : presigned();
    });
    await upload(await clipOf(), target, fast);
    expect(asked).toBe(3);
  });
});

const key = 'a.mp4';
const type = 'video/mp4';
const askS3 = (request: object) =>
  fetch(`/presign-s3?request=${encodeURIComponent(JSON.stringify(request))}`);
const presignS3 = async (request: object) => (await askS3({ key, ...request })).text();
const forged = (address: string) => address.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
const hasS3 = (await askS3({ key })).ok;

describe.skipIf(!hasS3)(
  `an upload to a bucket of S3${hasS3 ? '' : ', not tried: python3-swift is not installed'}`,
  () => {
    it('stores the clip to the byte at the address that was signed', async () => {
      const clip = await clipOf(300_000);
      const key = `${crypto.randomUUID()}.mp4`;
      const { url, status } = await upload(
        clip,
        putTo(({ type, size }) =>
          presignS3({ key, headers: { 'Content-Type': type, 'Content-Length': String(size) } }),
        ),
      );
      expect(status).toBe(200);
      expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/clips/${key}$`));
      const stored = await fetch(await presignS3({ key, method: 'GET' }));
      expect(stored.headers.get('Content-Type')).toBe(type);
      expect(new Uint8Array(await stored.arrayBuffer())).toEqual(
        new Uint8Array(await clip.file.arrayBuffer()),
      );
    });

    it.each([
      ['with a wrong signature', async () => forged(await presignS3({})), 'SignatureDoesNotMatch'],
      ['of another object', async () => (await presignS3({})).replace(key, 'b.mp4'), 'SignatureDoesNotMatch'],
      ['signed for another method', () => presignS3({ method: 'GET' }), 'SignatureDoesNotMatch'],
      [
        'signed for another type',
        () => presignS3({ headers: { 'Content-Type': 'video/webm' } }),
        'SignatureDoesNotMatch',
      ],
      [
        'signed for another length',
        () => presignS3({ headers: { 'Content-Type': type, 'Content-Length': '10' } }),
        'SignatureDoesNotMatch',
      ],
      ['that has expired', () => presignS3({ expiresInSeconds: 0 }), 'AccessDenied: Request has expired'],
    ])('is refused at an address %s', async (_name, address, reason) => {
      await expect(upload(await clipOf(), putTo(address), fast)).rejects.toMatchObject({
        code: 'upload-refused',
        message: expect.stringMatching(
          new RegExp(`^The server refused the clip \\(403: ${reason}.*\\)\\. It is still`),
        ),
      });
    });

    it('fails where the page cannot read the refusal', async () => {
      const address = async () => forged(await presignS3({ isHidden: true }));
      await expect(upload(await clipOf(), putTo(address), { ...fast, retries: 1 })).rejects.toMatchObject({
        code: 'upload-failed',
        message: expect.stringContaining('CORS'),
      });
    });
  },
);

describe('an upload by tus', () => {
  const offsets = async () => (await (await fetch('/offsets')).json()) as number[];

  it('goes on where the connection broke', async () => {
    const clip = await clipOf(2_000_000);
    const before = (await offsets()).length;
    const seen: number[] = [];
    const target = tusTo('/uploads/tus', { headers: { 'X-Break': crypto.randomUUID() } });
    // Long enough for the server to have stored what came.
    const options: UploadOptions = { retryDelayMs: 300, onProgress: (value) => seen.push(value) };
    const { url } = await upload(clip, target, options);
    // Chromium may by itself send a request again whose kept connection was cut: the server refuses that one.
    const begun = (await offsets()).slice(before);
    expect(begun[0]).toBe(0);
    expect(begun.at(-1)).toBeGreaterThan(0);
    expect(begun.at(-1)).toBeLessThan(clip.file.size);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const stored = await (await fetch(url ?? '')).arrayBuffer();
    expect(new Uint8Array(stored)).toEqual(new Uint8Array(await clip.file.arrayBuffer()));
  });

  it('goes on after it had given up, when it is asked to again', async () => {
    const clip = await clipOf(2_000_000);
    const target = tusTo('/uploads/tus', { headers: { 'X-Break': crypto.randomUUID() } });
    await expect(upload(clip, target, { ...fast, retries: 0 })).rejects.toMatchObject({
      code: 'upload-failed',
    });
    const before = (await offsets()).length;
    await upload(clip, target, { ...fast, retries: 0 });
    expect((await offsets()).slice(before)).toEqual([expect.any(Number)]);
    expect((await offsets()).at(-1)).toBeGreaterThan(0);
  });

  it('says so where the answer is not one of tus', async () => {
    await expect(upload(await clipOf(), tusTo('/trouble?status=201&times=9'), fast)).rejects.toMatchObject({
      code: 'upload-failed',
      message: expect.stringContaining('Upload-Offset'),
    });
  });

  it('sends pieces of the length that is asked for', async () => {
    const before = (await offsets()).length;
    await upload(await clipOf(250_000), tusTo('/uploads/tus', { chunkBytes: 100_000 }), fast);
    expect((await offsets()).slice(before)).toEqual([0, 100_000, 200_000]);
  });
});

describe("the demo's endpoint", () => {
  it('trusts no file name', async () => {
    const before = await storedFiles();
    const { url } = await upload(await clipOf(0, '../../../etc/passwd'), formTo('/uploads'));
    expect(url).toMatch(/^\/uploads\/[0-9a-f-]{36}$/);
    const added = (await storedFiles()).filter((name) => !before.includes(name));
    expect(added).toEqual([`${url?.slice('/uploads/'.length)}.mp4`]);
  });

  it('refuses addresses that it did not sign, and others than its own', async () => {
    const address = new URL(await presigned(), location.href);
    address.searchParams.set('expires', String(Date.now() + 1e9));
    await expect(upload(await clipOf(), putTo(address), fast)).rejects.toMatchObject({
      code: 'upload-refused',
    });
    for (const path of ['/uploads/..%2f..%2fpackage.json', '/uploads/none', '/presign']) {
      expect((await fetch(path)).ok).toBe(false);
    }
  });

  it('serves ranges, as players ask for them', async () => {
    const clip = await clipOf(1000);
    const { url } = await upload(clip, formTo('/uploads'));
    const part = await fetch(url ?? '', { headers: { Range: 'bytes=4-7' } });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe('ftyp');
  });
});
