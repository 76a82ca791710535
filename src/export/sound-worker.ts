import { AacEncoder } from './aac.js';
import { OpusEncoder } from './opus.js';
import type { SoundPacket, SoundReply, SoundRequest, SoundTrack } from './sound-messages.js';

/* The sound worker: encodes one sound, then the page ends it. To cancel is to end it early. */

const post = (reply: SoundReply) => self.postMessage(reply);

type StartRequest = Extract<SoundRequest, { type: 'start' }>;

async function open({ codec, sampleRate, bitrateBps }: StartRequest): Promise<AacEncoder | OpusEncoder> {
  switch (codec) {
    case 'aac':
      return AacEncoder.create(sampleRate, bitrateBps);
    case 'opus':
      return new OpusEncoder(sampleRate, bitrateBps);
  }
}

let encoder: AacEncoder | OpusEncoder | null = null;
const packets: SoundPacket[] = [];

async function answer(request: SoundRequest): Promise<SoundReply> {
  if (request.type === 'start') {
    encoder = await open(request);
    return { type: 'encoded' };
  }
  if (encoder === null) throw new Error('The encoder was not started.');
  if (request.type === 'part') {
    for (const packet of await encoder.encode(request.left, request.right)) packets.push(packet);
    return { type: 'encoded' };
  }
  for (const packet of await encoder.flush()) packets.push(packet);
  const { codec, config } = encoder;
  const track: SoundTrack = {
    codec,
    config,
    data: new Blob(packets.map(({ data }) => data)),
    lengths: Uint32Array.from(packets, ({ data }) => data.byteLength),
    timestamps: Float64Array.from(packets, ({ timestamp }) => timestamp),
    durations: Float64Array.from(packets, ({ duration }) => duration),
  };
  return { type: 'done', track };
}

self.addEventListener('message', async ({ data }: MessageEvent<SoundRequest>) => {
  try {
    post(await answer(data));
  } catch (error) {
    post({ type: 'failed', message: String(error) });
  }
});

post({ type: 'ready' });
