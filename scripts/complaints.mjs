/**
 * What a page complains of from now on, or writes into the console, in a list that grows. But for warnings, which
 * graphics drivers give, and Chromium's of a frame that nobody closed: it comes on loaded machines where a track's
 * frames are handed over to a worker, on pages without clipbooth too. Which frame it is has not been found.
 * @param {import('playwright').Page} page
 * @returns {string[]}
 */
export function complaintsOf(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => {
    const isFrameLeft = message.text().startsWith('A VideoFrame was garbage collected');
    if (message.type() !== 'warning' && !isFrameLeft) complaints.push(message.text());
  });
  return complaints;
}
