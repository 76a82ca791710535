/**
 * Runs in a page: records half a second of a painted canvas with a booth, exports it unless `encoder` is null, and
 * gives the facts of the clip, or the error's code and sentence.
 * @param {{ booth: any, encoder?: 'auto' | 'webcodecs' | 'ffmpeg' | null }} options
 */
export async function makeShortClip({ booth, encoder = 'auto' }) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 144, height: 256 });
  const context = canvas.getContext('2d');
  const paint = setInterval(() => {
    if (context === null) return;
    context.fillStyle = `hsl(${performance.now() % 360} 80% 50%)`;
    context.fillRect(0, 0, 144, 256);
  }, 30);
  /** @type {number[]} */
  const progress = [];
  try {
    await booth.openCamera({ stream: canvas.captureStream(30) });
    await booth.startTake();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await booth.stopTake();
    if (encoder === null) return { progress };
    const clip = await booth.export({
      encoder,
      onProgress: (/** @type {number} */ value) => progress.push(value),
    });
    return { encoder: clip.encoder, duration: clip.duration, bytes: clip.file.size, progress };
  } catch (error) {
    const { code, message } = Object(error);
    return { code, message };
  } finally {
    clearInterval(paint);
  }
}
