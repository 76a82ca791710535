/** A made-up performer for stories: a stream that needs no camera and no permission. */
export function madeUpPerformer(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 720, height: 960 });
  const context = canvas.getContext('2d');
  const start = performance.now();
  const paint = () => {
    if (context === null || !stream.active) return;
    const time = (performance.now() - start) / 1000;
    const sky = context.createLinearGradient(0, 0, 0, canvas.height);
    sky.addColorStop(0, '#20304f');
    sky.addColorStop(1, '#e08e6d');
    context.fillStyle = sky;
    context.fillRect(0, 0, canvas.width, canvas.height);
    // A head that nods and a body that sways, in the colours of skin and cloth.
    const sway = Math.sin(time * 2 * Math.PI * 0.9) * 40;
    context.fillStyle = '#31577a';
    context.beginPath();
    context.ellipse(360 + sway / 2, 960, 240, 330, 0, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = '#d9a07c';
    context.beginPath();
    context.ellipse(360 + sway, 480 + Math.abs(sway) / 3, 120, 155, sway / 300, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = '#2a1b14';
    context.beginPath();
    context.ellipse(360 + sway, 405 + Math.abs(sway) / 3, 128, 95, sway / 300, Math.PI, 2 * Math.PI);
    context.fill();
    requestAnimationFrame(paint);
  };
  const stream = canvas.captureStream(30);
  paint();
  return stream;
}
