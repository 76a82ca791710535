import { BoothError } from '../error.js';
import type { RecordedTake, Recording, RecordingOptions } from './recorder.js';

/** Tried in this order; the browser's own choice comes last. */
const TYPES = ['video/mp4;codecs=avc1.42E01F,mp4a.40.2', 'video/webm;codecs=vp8,opus', ''];

/**
 * Records with MediaRecorder, for browsers without WebCodecs. The take is as good, but its first frame's time is only
 * known to within some tens of milliseconds or more.
 * @throws BoothError `unsupported-browser`, `recording-failed`, `storage-full`
 */
export async function recordWithMediaRecorder({ camera, store, id }: RecordingOptions): Promise<Recording> {
  if (typeof MediaRecorder === 'undefined') {
    throw new BoothError('unsupported-browser', 'This browser cannot record: update or change the browser.');
  }
  // Loaded before anybody performs: a take must not be lost to a connection that is gone at its end.
  const { probeVideo } = await import('../media/probe.js');
  const mimeType = TYPES.find((type) => type === '' || MediaRecorder.isTypeSupported(type));
  const tracks = [camera.videoTrack, camera.audioTrack].flatMap((track) =>
    track === null ? [] : [track.clone()],
  );
  const recorder = new MediaRecorder(new MediaStream(tracks), { ...(mimeType ? { mimeType } : {}) });
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const end = () => {
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of tracks) track.stop();
  };
  const failed = (cause: unknown) =>
    new BoothError('recording-failed', 'The browser broke off the recording: open the camera again.', {
      cause,
    });

  const firstFrameTimeMs = await new Promise<number>((resolve, reject) => {
    recorder.addEventListener('start', () => resolve(performance.now()), { once: true });
    recorder.addEventListener('error', (event) => reject(failed(event)), { once: true });
    recorder.start();
  }).catch((error: unknown) => {
    end();
    throw error;
  });

  return {
    firstFrameTimesMs: [],
    // Browsers write such a file to its end before it can be read.
    stored: null,
    ended: new Promise((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true })),
    async stop(untilTimeMs): Promise<RecordedTake> {
      try {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, untilTimeMs - performance.now())));
        if (recorder.state !== 'inactive') {
          const stopped = new Promise((resolve) =>
            recorder.addEventListener('stop', resolve, { once: true }),
          );
          recorder.stop();
          await stopped;
        }
        const blob = new Blob(pieces, { type: recorder.mimeType });
        await store.put(id, blob);
        return {
          asset: { ...(await probeVideo(blob)), kind: 'video', id, name: 'Take' },
          firstFrameTimeMs,
          capturedAtMs: [],
          report: {
            method: 'media-recorder',
            frames: 0,
            droppedFrames: 0,
            frameTimes: 'start-event',
            brokeOff: null,
          },
          heard: async (start, end) => {
            const { decodeSound } = await import('../media/sound.js');
            return decodeSound(blob, start, end);
          },
        };
      } catch (error) {
        // What cannot be read of a recording is no file that the person chose.
        if (error instanceof BoothError && error.code !== 'media-unreadable') throw error;
        throw new BoothError('recording-failed', 'The take could not be kept: record it again.', {
          cause: error,
        });
      } finally {
        end();
      }
    },
    cancel: end,
  };
}
