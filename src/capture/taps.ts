import { scriptUrl } from '../media/runtime.js';
import { soundContext } from '../sound/context.js';
import type { AudioTrack, VideoTrack } from './camera.js';
import type { TrackSource } from './messages.js';
import { MICROPHONE_PROCESSOR, type SoundSamples } from './microphone-messages.js';

/** What comes out of a track, for a worker to read. Whoever opened it closes it; the track stays theirs. */
export interface Tap<Piece> {
  readonly source: TrackSource<Piece>;
  /** Ends it. Safe to call twice. */
  close(): void;
}

/**
 * The frames of a camera's track. Where the browser does not give them as a stream, as Firefox and Safari do not on a
 * page, they are taken from a video element as it shows them, each stamped with that moment.
 */
export function tapFrames(track: VideoTrack): Tap<VideoFrame> {
  if (typeof MediaStreamTrackProcessor !== 'undefined') return tapStream(track);
  return new ShownFrames(track);
}

/** The frames that a video element shows of a track. */
class ShownFrames implements Tap<VideoFrame> {
  private readonly channel = new MessageChannel();
  private readonly video = document.createElement('video');

  constructor(track: VideoTrack) {
    const { video } = this;
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    // One that is closed before it plays rejects play().
    video.play().catch(() => undefined);
    this.next();
  }

  get source(): MessagePort {
    return this.channel.port2;
  }

  private next(): void {
    this.video.requestVideoFrameCallback((_now, { captureTime, presentationTime }) => {
      if (this.video.srcObject === null) return;
      this.next();
      const timestamp = Math.round((captureTime ?? presentationTime) * 1000);
      const frame = new VideoFrame(this.video, { timestamp });
      this.channel.port1.postMessage(frame, [frame]);
    });
  }

  close(): void {
    this.video.srcObject = null;
    this.channel.port1.close();
  }
}

/**
 * The sound of a microphone's track; where the browser does not give it as a stream, from the page's sound context, by
 * way of a worklet that hands it to the worker itself.
 * @throws BoothError `runtime-missing`, `unsupported-browser`
 */
export async function tapSound(track: AudioTrack, assetBase: string): Promise<Tap<AudioData | SoundSamples>> {
  if (typeof MediaStreamTrackProcessor !== 'undefined') return tapStream<AudioData>(track);
  const { raw: context } = soundContext();
  await context.audioWorklet.addModule(await scriptUrl(assetBase, 'microphone-worklet.js'));
  const node = new AudioWorkletNode(context, MICROPHONE_PROCESSOR, {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  const microphone = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) });
  microphone.connect(node);
  const { port1, port2 } = new MessageChannel();
  node.port.postMessage(port1, [port1]);
  return {
    source: port2,
    close() {
      microphone.disconnect();
      node.port.postMessage(null);
    },
  };
}

function tapStream<Piece extends VideoFrame | AudioData>(track: MediaStreamTrack): Tap<Piece> {
  // The stream ends with its track.
  return { source: new MediaStreamTrackProcessor({ track }).readable, close: () => undefined };
}
