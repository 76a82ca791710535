/** What is shown for a picture that cannot be: a grey card with a cross, as large as a small photo. */
export function createPlaceholder(): ImageBitmap {
  const [width, height] = [180, 320];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.fillStyle = '#55595f';
    context.fillRect(0, 0, width, height);
    context.strokeStyle = '#9aa0a8';
    context.lineWidth = 6;
    context.strokeRect(3, 3, width - 6, height - 6);
    context.beginPath();
    context.moveTo(width * 0.38, height * 0.43);
    context.lineTo(width * 0.62, height * 0.57);
    context.moveTo(width * 0.62, height * 0.43);
    context.lineTo(width * 0.38, height * 0.57);
    context.stroke();
  }
  return canvas.transferToImageBitmap();
}
