import { combine, type Edit } from './change.js';
import { setLevels, setMusic } from './edits.js';

/**
 * Lays music under the clip. The first music silences the takes' own sound, in which the microphone heard it again from
 * the loudspeaker.
 */
export function layMusic(music: Parameters<typeof setMusic>[0] & object): Edit {
  return (project) =>
    combine(...(project.music === null ? [setLevels({ camera: 0 })] : []), setMusic(music))(project);
}

/** Takes the music away: the takes' own sound is heard again. */
export function takeMusicAway(): Edit {
  return combine(setMusic(null), setLevels({ camera: 1 }));
}
