import { BoothError } from '../error.js';

/** What to open. */
export interface CameraOptions {
  /** A camera from {@link listCameras}. */
  deviceId?: string;
  /** Which way the camera looks; default `user`, the front camera. */
  facingMode?: 'user' | 'environment';
  /** Whether to open the microphone too; default true. Where it is refused the camera opens without. */
  microphone?: boolean;
  /** A stream to use in place of the camera and microphone. Its tracks stay the caller's to stop. */
  stream?: MediaStream;
  /** Whether takes are flipped left to right; default true for a front camera, false for a stream. */
  mirrored?: boolean;
}

/** An open camera, for people and layouts. */
export interface CameraInfo {
  readonly deviceId: string | null;
  readonly label: string;
  readonly facingMode: 'user' | 'environment' | null;
  /** Width in pixels, as the browser reports it. */
  readonly width: number;
  /** Height in pixels, as the browser reports it. */
  readonly height: number;
  readonly mirrored: boolean;
  readonly hasMicrophone: boolean;
}

/** The cameras of this device. Their labels are empty until a camera has been opened once. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter((device) => device.kind === 'videoinput');
}

// Named by what gives them, since a site's TypeScript does not know their own names.
type VideoTrack = ReturnType<MediaStream['getVideoTracks']>[number];
type AudioTrack = ReturnType<MediaStream['getAudioTracks']>[number];

/** The microphone as it is: what cleans speech eats music, and shifts it in time. */
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/** The largest picture asked of a camera; a landscape camera must cover the height of a portrait clip. */
const LARGEST = { width: 1920, height: 1080 };

/** An open camera with its microphone. */
export class Camera {
  /** Fires once when the camera is unplugged or its stream ends. */
  onLost: (() => void) | null = null;
  private closed = false;

  private constructor(
    /** The stream, for a live view. */
    readonly stream: MediaStream,
    readonly videoTrack: VideoTrack,
    readonly audioTrack: AudioTrack | null,
    readonly info: CameraInfo,
    /** Why there is no microphone although one was asked for. */
    readonly microphoneError: BoothError | null,
    private readonly isOwner: boolean,
  ) {
    videoTrack.addEventListener('ended', () => {
      if (!this.closed) this.onLost?.();
    });
  }

  /**
   * Opens a camera whose pictures can cover a clip of that height.
   * @throws BoothError `camera-missing`, `camera-denied`, `camera-busy`, `unsupported-browser`
   */
  static async open(options: CameraOptions, clipHeight: number): Promise<Camera> {
    const { facingMode = 'user', microphone = true } = options;
    if (options.stream !== undefined) {
      return Camera.of(options.stream, {
        mirrored: options.mirrored ?? false,
        isOwner: false,
        microphoneError: null,
      });
    }
    if (navigator.mediaDevices?.getUserMedia === undefined) {
      throw new BoothError(
        'unsupported-browser',
        'This page cannot reach a camera: open it over https in a current browser.',
      );
    }
    const scale = Math.min(1, clipHeight / LARGEST.height);
    const video: MediaTrackConstraints = {
      ...(options.deviceId === undefined ? { facingMode } : { deviceId: { exact: options.deviceId } }),
      width: { ideal: Math.round(LARGEST.width * scale) },
      height: { ideal: Math.round(LARGEST.height * scale) },
      frameRate: { ideal: 30 },
    };
    const { stream, microphoneError } = await requestStream(video, microphone);
    const isFront = stream.getVideoTracks()[0]?.getSettings().facingMode !== 'environment';
    return Camera.of(stream, { mirrored: options.mirrored ?? isFront, isOwner: true, microphoneError });
  }

  private static of(
    stream: MediaStream,
    {
      mirrored,
      isOwner,
      microphoneError,
    }: { mirrored: boolean; isOwner: boolean; microphoneError: BoothError | null },
  ): Camera {
    const [videoTrack] = stream.getVideoTracks();
    const [audioTrack = null] = stream.getAudioTracks();
    if (videoTrack === undefined || videoTrack.readyState === 'ended') {
      throw new BoothError(
        'camera-missing',
        'The stream has no live picture: hand in one with a video track.',
      );
    }
    const { deviceId = null, facingMode, width = 0, height = 0 } = videoTrack.getSettings();
    const info: CameraInfo = {
      deviceId,
      label: videoTrack.label,
      facingMode: facingMode === 'user' || facingMode === 'environment' ? facingMode : null,
      width,
      height,
      mirrored,
      hasMicrophone: audioTrack !== null,
    };
    return new Camera(stream, videoTrack, audioTrack, info, microphoneError, isOwner);
  }

  /** Releases the camera and microphone; a stream that was handed in goes on. Safe to call twice. */
  close(): void {
    this.closed = true;
    if (this.isOwner) for (const track of this.stream.getTracks()) track.stop();
  }
}

async function requestStream(
  video: MediaTrackConstraints,
  microphone: boolean,
): Promise<{ stream: MediaStream; microphoneError: BoothError | null }> {
  try {
    const audio = microphone ? MICROPHONE : false;
    return { stream: await navigator.mediaDevices.getUserMedia({ video, audio }), microphoneError: null };
  } catch (error) {
    if (!microphone) throw cameraError(error);
    // The refusal does not say of which device: the camera alone tells.
    const stream = await navigator.mediaDevices.getUserMedia({ video }).catch((reason: unknown) => {
      throw cameraError(reason);
    });
    return {
      stream,
      microphoneError: new BoothError(
        'microphone-denied',
        'The microphone is not available, so takes have no sound of their own: allow it in the browser to record sound.',
        { cause: error },
      ),
    };
  }
}

function cameraError(cause: unknown): BoothError {
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return new BoothError(
        'camera-denied',
        'The camera was refused: allow it in the browser for this page, then try again.',
        { cause },
      );
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new BoothError(
        'camera-missing',
        'No camera was found: connect one, or import a video instead.',
        { cause },
      );
    default:
      return new BoothError(
        'camera-busy',
        'The camera does not start: close other programs that use it, then try again.',
        { cause },
      );
  }
}
