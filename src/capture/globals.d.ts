/* What TypeScript's library of the page lacks. */

/** File System Standard: a file opened for reading and writing in a worker. */
interface FileSystemSyncAccessHandle {
  write(data: AllowSharedBufferSource, options?: { at?: number }): number;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}

/** Media Capture and Streams, 4.3.8: seconds from a sound to its samples being there. */
interface MediaTrackSettings {
  latency?: number;
}
