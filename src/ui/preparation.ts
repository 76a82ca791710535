import { BoothCalibration } from './calibration.js';
import { defineElements } from './define.js';
import { DuetPanel } from './duet-panel.js';

/** Registers what some people set before they record. Loaded when one of its panels is opened, or with the editor. */
defineElements({
  'clip-booth-calibration': BoothCalibration,
  'clip-booth-duet': DuetPanel,
});
