import { DeviceDelays } from '../capture/delays.js';
import { removeAbandoned } from '../drafts/document.js';
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
    this.store ??= this.createStore();
    return this.store;
  }

  private async createStore(): Promise<AssetStore> {
    const store = await AssetStore.open(crypto.randomUUID());
    // Room for what is to come; nothing is lost where it fails.
    removeAbandoned().catch(() => undefined);
    return store;
  }

  openOutput(): SoundOutput {
    this.output ??= new SoundOutput();
    return this.output;
  }

  /** Silences the loudspeaker, and deletes the media unless they are kept. Safe to call twice. */
  async close({ keepsMedia }: { keepsMedia: boolean }): Promise<void> {
    this.output?.close();
    const store = await this.store;
    if (keepsMedia) store?.close();
    else await store?.destroy();
  }
}
