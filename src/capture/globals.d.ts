/* What TypeScript's library of the page lacks. */

/** W3C MediaStreamTrack Insertable Media Processing: a track as a stream of frames or pieces of sound. */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack; maxBufferSize?: number });
  readonly readable: ReadableStream<VideoFrame | AudioData>;
}

/** File System Standard: a file opened for reading and writing in a worker. */
interface FileSystemSyncAccessHandle {
  write(data: AllowSharedBufferSource, options?: { at?: number }): number;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}
