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
  /** How far it can be zoomed and is, as factors of its widest view; null where it has no zoom. */
  readonly zoom: { readonly min: number; readonly max: number; readonly value: number } | null;
  /** Whether its light is on; null where it has none. */
  readonly torch: boolean | null;
}

/** What of an open camera can be changed; what is not given stays. */
export interface CameraSettings {
  /** Factor of the widest view, within the camera's `zoom`; what lies outside is brought into it. */
  zoom?: number;
  /** Whether the camera's light is on. */
  torch?: boolean;
  /** Whether the picture is flipped left to right, in what is shown and in the takes to come. */
  mirrored?: boolean;
}

/*
 * What a camera's track says of zoom and torch. TypeScript's DOM library does not know them: W3C, MediaStream Image
 * Capture, 2023, "MediaTrackCapabilities dictionary extensions".
 */
interface ImageCapabilities extends MediaTrackCapabilities {
  zoom?: { min: number; max: number };
  torch?: boolean;
}
interface ImageSetting {
  zoom?: number;
  torch?: boolean;
}

/** The cameras of this device. Their labels are empty until a camera has been opened once. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter((device) => device.kind === 'videoinput');
}

/** A camera's track. Named by what gives it, since a site's TypeScript does not know its own name. */
export type VideoTrack = ReturnType<MediaStream['getVideoTracks']>[number];
/** A microphone's track. */
export type AudioTrack = ReturnType<MediaStream['getAudioTracks']>[number];

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

  private constructor(
    /** The stream, for a live view. */
    readonly stream: MediaStream,
    readonly videoTrack: VideoTrack,
    readonly audioTrack: AudioTrack | null,
    private mirrored: boolean,
    /** Why there is no microphone although one was asked for. */
    readonly microphoneError: BoothError | null,
    private readonly isOwner: boolean,
  ) {
    videoTrack.addEventListener('ended', () => this.onLost?.());
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
    return new Camera(stream, videoTrack, audioTrack, mirrored, microphoneError, isOwner);
  }

  /** What the camera is and how it is set now. */
  get info(): CameraInfo {
    const { videoTrack, audioTrack, mirrored } = this;
    const settings: MediaTrackSettings & ImageSetting = videoTrack.getSettings();
    // Firefox has no capabilities to tell.
    const capabilities: ImageCapabilities = videoTrack.getCapabilities?.() ?? {};
    const { deviceId = null, facingMode, width = 0, height = 0 } = settings;
    const { zoom } = capabilities;
    return {
      deviceId,
      label: videoTrack.label,
      facingMode: facingMode === 'user' || facingMode === 'environment' ? facingMode : null,
      width,
      height,
      mirrored,
      hasMicrophone: audioTrack !== null,
      zoom:
        zoom === undefined || zoom.max <= zoom.min
          ? null
          : { min: 1, max: zoom.max / zoom.min, value: (settings.zoom ?? zoom.min) / zoom.min },
      torch: capabilities.torch === true ? (settings.torch ?? false) : null,
    };
  }

  /**
   * Changes how the camera is set; what it does not have is left out.
   * @throws BoothError `camera-busy` where the camera refuses.
   */
  async set({ zoom, torch, mirrored }: CameraSettings): Promise<void> {
    if (mirrored !== undefined) this.mirrored = mirrored;
    const capabilities: ImageCapabilities = this.videoTrack.getCapabilities?.() ?? {};
    const wanted: MediaTrackConstraintSet & ImageSetting = {};
    if (zoom !== undefined && capabilities.zoom !== undefined) {
      const { min, max } = capabilities.zoom;
      wanted.zoom = Math.min(max, Math.max(min, zoom * min));
    }
    if (torch !== undefined && capabilities.torch === true) wanted.torch = torch;
    if (Object.keys(wanted).length === 0) return;
    try {
      await this.videoTrack.applyConstraints({ advanced: [wanted] });
    } catch (cause) {
      throw new BoothError('camera-busy', 'The camera did not take the setting: open it again.', { cause });
    }
  }

  /** Releases the camera and microphone; a stream that was handed in goes on. Safe to call twice. */
  close(): void {
    // A browser may keep a track for a while after, and with it whoever listens to it.
    this.onLost = null;
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
