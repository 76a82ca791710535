import { vi } from 'vitest';

/** Watches the cameras and microphones that the page opens from now on; gives the states of their tracks. */
export function watchCameras(): () => MediaStreamTrackState[] {
  const tracks: MediaStreamTrack[] = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  });
  return () => tracks.map(({ readyState }) => readyState);
}
