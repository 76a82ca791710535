/** Bytes of a box's head: its size and its type (ISO/IEC 14496-12, 4.2). */
const HEAD_BYTES = 8;

/**
 * As much of a fragmented MP4 as can be read, where a crash broke it off while it was written: up to the end of the last
 * media data that is whole. The same file where nothing is broken off.
 */
export async function wholeFragments(file: Blob): Promise<Blob> {
  let whole = 0;
  for (let at = 0; at + HEAD_BYTES <= file.size; ) {
    const head = await file.slice(at, at + HEAD_BYTES).arrayBuffer();
    const size = new DataView(head).getUint32(0);
    at += size;
    // A size of a fragment of a second is never one of those with a meaning of their own.
    if (size < HEAD_BYTES || at > file.size) break;
    if (new TextDecoder().decode(head.slice(4)) !== 'moof') whole = at;
  }
  return whole === file.size ? file : file.slice(0, whole, file.type);
}
