/**
 * clipbooth without its element: the booth, the document and its edits, effects, export and upload. Importing it
 * touches no DOM and fetches nothing.
 *
 * @packageDocumentation
 */

export { Booth, type BoothOptions } from './booth/booth.js';
export type { BoothEventMap, BoothState, ProgressDetail } from './booth/events.js';
export type { BeatCalibration, Calibration } from './capture/calibration.js';
export { type CameraInfo, type CameraOptions, type CameraSettings, listCameras } from './capture/camera.js';
export type { TakeOptions } from './capture/plan.js';
export type { CaptureReport } from './capture/recorder.js';
export type { TakeReport } from './capture/session.js';
export type { TakeAlignment } from './capture/take-alignment.js';
export { type Draft, deleteDraft, drawDraft, listDrafts } from './drafts/drafts.js';
export { type AnimationDefinition, defineAnimation, type Pose } from './effects/animation.js';
export { parseCube } from './effects/cube.js';
export * from './effects/define.js';
export { type MediapipeTasks, mediapipeVision } from './effects/mediapipe.js';
export * from './effects/params.js';
export * from './effects/registry.js';
export { defineTransition, type TransitionDefinition } from './effects/transition.js';
export {
  type Face,
  type Need,
  type PersonMask,
  type Place,
  registerVision,
  type VisionModel,
} from './effects/vision.js';
export * from './error.js';
export { type Clip, exportClip } from './export/export.js';
export type { ExportFormat, ExportOptions, ExportQuality } from './export/options.js';
export type { EncoderName, ExportReport } from './export/report.js';
export type { AssetSource } from './media/assets.js';
export { parseCaptions } from './project/caption-file.js';
export { createId, createProject } from './project/create.js';
export * from './project/edits.js';
export { cropAt, slowZoom } from './project/framing.js';
export { CAPTION_DEFAULTS, STICKER_DEFAULTS, TEXT_DEFAULTS } from './project/overlay.js';
export { parseProject } from './project/parse.js';
export * from './project/project.js';
export * from './project/snap.js';
export * from './project/timeline.js';
export type { Alignment } from './sound/alignment.js';
export type { ClockReport, ClockSource } from './sound/clock.js';
export { mixdown } from './sound/mixdown.js';
export { type FormOptions, formTo } from './upload/form.js';
export { type PutOptions, putTo } from './upload/put.js';
export type { UploadHeaders } from './upload/request.js';
export * from './upload/target.js';
export { type TusOptions, tusTo } from './upload/tus.js';
export { type UploadOptions, upload } from './upload/upload.js';
