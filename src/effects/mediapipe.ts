import type { Face, PersonMask, Place, VisionModel } from './vision.js';

/** What is used of the module `@mediapipe/tasks-vision`, which the app brings. */
export interface MediapipeTasks {
  readonly FilesetResolver: { forVisionTasks(wasmUrl: string): Promise<unknown> };
  readonly ImageSegmenter: MediapipeTask<{ segment(image: TexImageSource): SegmenterResult }>;
  readonly FaceLandmarker: MediapipeTask<{ detect(image: TexImageSource): { faceLandmarks: Place[][] } }>;
}

interface MediapipeTask<Task> {
  createFromOptions(fileset: unknown, options: object): Promise<Task>;
}

interface SegmenterResult {
  readonly confidenceMasks?: readonly {
    readonly width: number;
    readonly height: number;
    getAsFloat32Array(): Float32Array;
  }[];
  close(): void;
}

/** Points of the face mesh: the centres of the irises, the tip of the nose, and the lips where they meet. */
const POINTS = { rightEye: 468, leftEye: 473, nose: 1, mouth: 13 } as const;

/**
 * A vision model by MediaPipe. The app brings the module and says where its files are; each model is loaded only where
 * its address is given.
 *
 * @example
 * import * as tasks from '@mediapipe/tasks-vision';
 * registerVision(await mediapipeVision(tasks, { wasmUrl: '/mediapipe', segmenterUrl: '/models/selfie_segmenter.tflite' }));
 */
export async function mediapipeVision(
  tasks: MediapipeTasks,
  {
    wasmUrl,
    segmenterUrl,
    faceUrl,
  }: {
    /** Folder of MediaPipe's WebAssembly. */
    wasmUrl: string;
    /** An image segmenter that tells people from what is behind them. */
    segmenterUrl?: string;
    /** A face landmarker with irises. */
    faceUrl?: string;
  },
): Promise<VisionModel> {
  const fileset = await tasks.FilesetResolver.forVisionTasks(wasmUrl);
  // Each picture by itself, so that an export sees what its preview saw.
  const optionsOf = (modelAssetPath: string) => ({ baseOptions: { modelAssetPath }, runningMode: 'IMAGE' });
  const segmenter =
    segmenterUrl === undefined
      ? null
      : await tasks.ImageSegmenter.createFromOptions(fileset, {
          ...optionsOf(segmenterUrl),
          outputConfidenceMasks: true,
          outputCategoryMask: false,
        });
  const landmarker =
    faceUrl === undefined
      ? null
      : await tasks.FaceLandmarker.createFromOptions(fileset, { ...optionsOf(faceUrl), numFaces: 1 });
  return {
    ...(segmenter === null ? {} : { findPerson: (frame) => maskOf(segmenter.segment(frame)) }),
    ...(landmarker === null ? {} : { findFace: (frame) => faceOf(landmarker.detect(frame).faceLandmarks) }),
  };
}

/** One mask is the person's; of several, the first is what is behind. */
function maskOf(result: SegmenterResult): PersonMask {
  const masks = result.confidenceMasks ?? [];
  const [first] = masks;
  if (first === undefined) throw new Error('The segmenter gave no mask');
  const isPerson = masks.length === 1;
  const data = Uint8Array.from(first.getAsFloat32Array(), (value) =>
    Math.round(255 * (isPerson ? value : 1 - value)),
  );
  const mask = { width: first.width, height: first.height, data };
  result.close();
  return mask;
}

function faceOf([points]: Place[][]): Face | null {
  const at = (index: number): Place => points?.[index] ?? { x: 0, y: 0 };
  if (points === undefined || points.length <= POINTS.leftEye) return null;
  return {
    leftEye: at(POINTS.leftEye),
    rightEye: at(POINTS.rightEye),
    nose: at(POINTS.nose),
    mouth: at(POINTS.mouth),
  };
}
