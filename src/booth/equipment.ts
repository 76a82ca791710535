import { DeviceDelays } from '../capture/delays.js';
import { AssetStore } from '../media/assets.js';
import { SoundOutput } from '../sound/output.js';

/**
 * What the parts of a booth share: the media on disk and the loudspeaker, each opened when it is first needed, and what
 * is known of the device.
 */
export class Equipment {
  /** What was calibrated on this device. */
  readonly delays = new DeviceDelays();
  private store: Promise<AssetStore> | null = null;
  private output: SoundOutput | null = null;

  /** @throws BoothError `storage-full`, `unsupported-browser` */
  openStore(): Promise<AssetStore> {
    this.store ??= AssetStore.open(crypto.randomUUID());
    return this.store;
  }

  openOutput(): SoundOutput {
    this.output ??= new SoundOutput();
    return this.output;
  }

  /** Silences the loudspeaker and deletes the media. Safe to call twice. */
  async close(): Promise<void> {
    this.output?.close();
    await (await this.store)?.destroy();
  }
}
