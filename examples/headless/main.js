import { addEffect, Booth, clipDuration, listEffects, listLooks, removeEffect, setLook } from 'clipbooth';
import './main.css';

/* Another face for the same booth: everything here goes through `Booth`, its state, its document and its events. */

const booth = new Booth({ maxDuration: 15 });
const find = (id) => document.querySelector(`#${id}`);
const say = (sentence) => {
  find('status').textContent = sentence;
};
find('screen').append(booth.canvas);

/** Runs what a button starts, and says what went wrong: a BoothError's message is made to be read. */
const on = (id, type, work) =>
  find(id).addEventListener(type, async () => {
    try {
      await work();
    } catch (error) {
      say(error.message);
    }
  });

for (const [id, things] of [
  ['effect', listEffects()],
  ['look', listLooks()],
]) {
  find(id).append(new Option('None', ''), ...things.map(({ label, name }) => new Option(label, name)));
}

on('camera', 'click', () => booth.openCamera());
on('record', 'click', () => (booth.state === 'recording' ? booth.stopTake() : booth.startTake()));
on('undo', 'click', () => booth.undo());
on('music', 'change', () => booth.setMusic(find('music').files[0]));

on('play', 'click', async () => {
  if (booth.state === 'ready') booth.closeCamera();
  await (booth.playing ? booth.pause() : booth.play());
});

on('effect', 'change', () => {
  for (const { id } of booth.project.effects) booth.edit(removeEffect(id));
  if (find('effect').value !== '') booth.edit(addEffect(find('effect').value));
});

on('look', 'change', () => {
  const look = find('look').value;
  booth.edit(setLook(look === '' ? null : { look, intensity: 1 }));
});

on('export', 'click', async () => {
  const clip = await booth.export({ quality: 'medium' });
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(clip.file),
    download: clip.file.name,
    textContent: `Save ${clip.duration.toFixed(1)} s`,
  });
  find('status').replaceChildren(link);
});

/** Shows what can be done now. */
function render() {
  const { state, project } = booth;
  const isEmpty = project.takes.length === 0;
  find('record').textContent = state === 'recording' ? 'Stop' : 'Record';
  find('record').disabled = !['ready', 'recording'].includes(state);
  find('camera').disabled = !['idle', 'editing'].includes(state);
  find('play').disabled = isEmpty || !['ready', 'editing'].includes(state);
  find('play').textContent = booth.playing ? 'Pause' : 'Play';
  find('undo').disabled = !booth.canUndo || state === 'recording';
  find('export').disabled = isEmpty || !['ready', 'editing'].includes(state);
  find('length').value = clipDuration(project) / project.maxDuration;
}

for (const type of ['change', 'statechange', 'timeupdate']) booth.addEventListener(type, render);
booth.addEventListener('progress', ({ detail }) => {
  if (detail.task === 'recording') find('length').value = detail.value;
  if (detail.task === 'export') say(`Making the clip: ${Math.round(detail.value * 100)} %`);
});
booth.addEventListener('error', ({ detail }) => say(detail.error.message));
render();
