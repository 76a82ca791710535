import { Camera, type CameraInfo, type CameraOptions } from '../capture/camera.js';
import type { BoothError } from '../error.js';
import type { Project } from '../project/project.js';
import type { Screen } from './screen.js';

/** What a camera is opened for, and who is told what becomes of it. */
export interface LiveCameraHost {
  project(): Project;
  /** Fires when the booth is destroyed. */
  readonly signal: AbortSignal;
  /** It was opened without a microphone, although one was asked for. */
  onNoMicrophone(error: BoothError): void;
  /** It was unplugged or taken away, and is still to be closed. */
  onCameraLost(): void;
}

/** The booth's camera and the picture of it on the screen: one at a time, since many phones open no second one. */
export class LiveCamera {
  private camera: Camera | null = null;

  constructor(
    private readonly host: LiveCameraHost,
    private readonly screen: Screen,
  ) {}

  /** The open one, or null. */
  get current(): Camera | null {
    return this.camera;
  }

  /** What the open one is and how it is set, or null. */
  get info(): CameraInfo | null {
    return this.camera?.info ?? null;
  }

  /**
   * Opens a camera in place of the one that is open. Where calls overtake each other, the last one that opens stays.
   * @throws what `Camera.open` throws
   */
  async open(options: CameraOptions): Promise<void> {
    this.close();
    const { host } = this;
    const { width, height } = host.project();
    const camera = await Camera.open(options, Math.max(width, height));
    if (host.signal.aborted) {
      camera.close();
      return;
    }
    this.close();
    this.camera = camera;
    camera.onLost = () => host.onCameraLost();
    if (camera.microphoneError !== null) host.onNoMicrophone(camera.microphoneError);
  }

  /** Shows the open camera's pictures; false where none is open any more. */
  async show(): Promise<boolean> {
    return this.camera !== null && this.screen.showCamera(() => this.camera);
  }

  /** Releases the camera and microphone; the last picture stays on the screen. Safe to call at any time. */
  close(): void {
    this.screen.leaveCamera();
    this.camera?.close();
    this.camera = null;
  }
}
