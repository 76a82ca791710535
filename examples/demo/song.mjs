/*
 * A song to try the booth with, made here so that it belongs to nobody: 40 seconds at 112 BPM of kick, hat, bass and
 * chords.
 */

const RATE = 44100;
const SECONDS = 40;
const BEAT = 60 / 112;

/** Chords as semitones above A2, two bars each. */
const CHORDS = [
  [0, 7, 12, 15, 19],
  [-4, 3, 8, 12, 15],
  [3, 10, 15, 19, 22],
  [-2, 5, 10, 14, 17],
];

const pitch = (semitones) => 110 * 2 ** (semitones / 12);
const decay = (time, length) => Math.exp(-time / length);

/** The song as a WAV file: mono, 16 bits, 44.1 kHz. */
export function makeSong() {
  const samples = new Float64Array(RATE * SECONDS);
  let seed = 1;
  const noise = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 1073741823.5 - 1;
  };
  const add = (start, length, voice) => {
    const first = Math.round(start * RATE);
    const last = Math.min(samples.length, first + Math.round(length * RATE));
    for (let index = first; index < last; index++) samples[index] += voice((index - first) / RATE);
  };
  for (let beat = 0; beat * BEAT < SECONDS; beat++) {
    const start = beat * BEAT;
    const chord = CHORDS[Math.floor(beat / 8) % CHORDS.length];
    add(
      start,
      0.3,
      (t) => 0.55 * Math.sin(2 * Math.PI * (48 * t + 9 * (1 - decay(t, 0.05)))) * decay(t, 0.09),
    );
    add(start + BEAT / 2, 0.06, (t) => 0.14 * noise() * decay(t, 0.015));
    if (beat % 2 === 1) add(start, 0.18, (t) => 0.22 * noise() * decay(t, 0.05));
    for (const half of [0, 0.5]) {
      add(start + half * BEAT, BEAT * 0.45, (t) => {
        const phase = (pitch(chord[0] - 12) * t) % 1;
        return 0.16 * (2 * phase - 1) * decay(t, 0.16);
      });
    }
    const note = chord[1 + (beat % 4)];
    add(start, BEAT * 1.5, (t) => 0.1 * Math.sin(2 * Math.PI * pitch(note + 12) * t) * decay(t, 0.25));
    for (const tone of chord.slice(1)) {
      add(start, BEAT, (t) => 0.035 * Math.sin(2 * Math.PI * pitch(tone) * t) * Math.min(1, t / 0.02));
    }
  }
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples.length * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples.length * 2, 40);
  for (const [index, sample] of samples.entries()) {
    wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + index * 2);
  }
  return wav;
}
