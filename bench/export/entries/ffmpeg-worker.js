/* ffmpeg.wasm's own worker, as the peers use it: clipbooth's is given a core that was compiled before. */
import '@ffmpeg/ffmpeg/worker';
