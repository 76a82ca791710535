/** What of a person an effect needs to know: where it is in the picture, or where its face is. */
export type Need = 'person' | 'face';

/** Where a person is: a byte for each cell of the picture, row by row; 255 is all person, 0 is none. */
export interface PersonMask {
  /** Cells across and down; any number, the picture is stretched over them. */
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A place in a picture, from (0, 0) at its top left to (1, 1) at its bottom right. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the parts of a face are. Left and right are the person's own. */
export interface Face {
  readonly leftEye: Place;
  readonly rightEye: Place;
  readonly nose: Place;
  readonly mouth: Place;
}

/**
 * Looks at pictures for people: any model, behind one or both of these functions. They are given each picture that is
 * drawn, in preview and in export, and must find in a picture the same every time. The frame stays the caller's.
 */
export interface VisionModel {
  /** Where the person is. */
  readonly findPerson?: (frame: VideoFrame) => PersonMask | Promise<PersonMask>;
  /** Where the face is, or null where there is none. */
  readonly findFace?: (frame: VideoFrame) => Face | null | Promise<Face | null>;
}

let registered: VisionModel = {};

/**
 * Gives the effects that need to see people a model to see with, in place of the one before; they are listed from then
 * on. The model is code of the page, so a clip with such an effect is exported on the page and not in a worker.
 */
export function registerVision(model: VisionModel): void {
  registered = model;
}

/** The model that was registered last. */
export function currentVision(): VisionModel {
  return registered;
}

/** Whether the registered model can see what is needed. */
export function canSee(need: Need): boolean {
  return (need === 'person' ? registered.findPerson : registered.findFace) !== undefined;
}
