/** Where the delays are kept in the browser. */
const KEY = 'clipbooth:delays';

/**
 * Delays that no system tells, in milliseconds, as people have calibrated them on this device: kept by the browser, one
 * for each loudspeaker or pair of headphones and one for each camera.
 */
export class DeviceDelays {
  /** By loudspeaker, what a microphone heard. It holds a delay of its own, so it is not kept for when there is none. */
  private readonly heardMs = new Map<string, number>();

  /** Milliseconds by which sound is heard later than the system says; 0 unless calibrated or heard. */
  async outputMs(): Promise<number> {
    const name = await outputName();
    return this.heardMs.get(name) ?? read()[name] ?? 0;
  }

  /** Keeps the delay of the loudspeaker in use; 0 forgets it. */
  async setOutputMs(delayMs: number): Promise<void> {
    const name = await outputName();
    this.heardMs.delete(name);
    write(name, delayMs);
  }

  /** Goes by a delay of the loudspeaker in use that a microphone heard, for takes to come. */
  async hearOutputMs(delayMs: number): Promise<void> {
    this.heardMs.set(await outputName(), delayMs);
  }

  /** Milliseconds by which a camera's pictures are older than it says; 0 unless calibrated. */
  cameraMs(deviceId: string | null): number {
    return read()[cameraName(deviceId)] ?? 0;
  }

  /** Keeps a camera's delay; 0 forgets it. */
  setCameraMs(deviceId: string | null, delayMs: number): void {
    write(cameraName(deviceId), delayMs);
  }
}

const cameraName = (deviceId: string | null) => `camera ${deviceId ?? 'default'}`;

/** The loudspeaker that the system plays on now, as far as the browser tells. */
async function outputName(): Promise<string> {
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
  const output = devices?.find(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === 'default');
  return `output ${output?.groupId || 'default'}`;
}

/** Nothing where the browser keeps nothing, as in some private windows, or keeps something else. */
function read(): Record<string, number> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const entries = Object.entries(kept ?? {}).filter((entry): entry is [string, number] => {
      return Number.isFinite(entry[1]);
    });
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

function write(name: string, delayMs: number): void {
  try {
    const { [name]: _before, ...others } = read();
    localStorage.setItem(KEY, JSON.stringify(delayMs === 0 ? others : { ...others, [name]: delayMs }));
  } catch {
    // A browser that keeps nothing is calibrated anew each time.
  }
}
