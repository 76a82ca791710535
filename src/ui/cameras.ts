import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { listCameras } from '../booth/booth.js';

/** The cameras of the device, as they are plugged in and out while a part of the element is shown. */
export class Cameras implements ReactiveController {
  /** Those that there are. */
  list: readonly MediaDeviceInfo[] = [];

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Whether that camera is one of several of the device's own. */
  hasOthersThan(deviceId: string | null | undefined): boolean {
    return this.list.length > 1 && this.has(deviceId);
  }

  /** Whether that camera is one of the device's own, and no stream that a page brought. */
  has(deviceId: string | null | undefined): boolean {
    return this.list.some((camera) => camera.deviceId === deviceId);
  }

  hostConnected(): void {
    navigator.mediaDevices?.addEventListener('devicechange', this.read);
    this.read();
  }

  hostDisconnected(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.read);
  }

  private readonly read = (): void => {
    listCameras().then((cameras) => {
      this.list = cameras;
      this.host.requestUpdate();
    });
  };
}
