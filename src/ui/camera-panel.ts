import { html, nothing } from 'lit';
import { BoothElement } from './booth-element.js';
import { Cameras } from './cameras.js';
import { textIn } from './inputs.js';
import { segments } from './segments.js';
import { slider } from './slider.js';

/** Chooses the camera and sets it: mirror, zoom and light where it has them. */
export class CameraPanel extends BoothElement {
  private readonly cameras = new Cameras(this);

  override render() {
    const { texts, booth, cameras } = this;
    const { camera } = booth;
    if (camera === null) return nothing;
    const set = (settings: Parameters<typeof booth.setCamera>[0]) =>
      this.ui.perform(async () => {
        await booth.setCamera(settings);
        this.requestUpdate();
      });
    return html`<div class="stack">
      ${
        cameras.has(camera.deviceId)
          ? html`<label class="field">
              <h3>${texts.camera}</h3>
              <select
                @change=${(event: Event) => this.ui.perform(() => booth.openCamera({ deviceId: textIn(event) }))}
              >
                ${cameras.list.map(
                  ({ deviceId, label }, index) =>
                    html`<option value=${deviceId} .selected=${deviceId === camera.deviceId}>
                      ${label || texts.cameraNumber(index + 1)}
                    </option>`,
                )}
              </select>
            </label>`
          : nothing
      }
      ${segments(
        texts.mirror,
        [false, true],
        camera.mirrored,
        (on) => (on ? texts.on : texts.off),
        (mirrored) => set({ mirrored }),
      )}
      ${
        camera.torch === null
          ? nothing
          : segments(
              texts.torch,
              [false, true],
              camera.torch,
              (on) => (on ? texts.on : texts.off),
              (torch) => set({ torch }),
            )
      }
      ${
        camera.zoom === null
          ? nothing
          : slider(
              texts.zoom,
              texts.factor(camera.zoom.value),
              { ...camera.zoom, step: 0.1 },
              camera.zoom.value,
              (zoom) => set({ zoom }),
            )
      }
      <p class="muted small">${camera.hasMicrophone ? texts.hasMicrophone : texts.hasNoMicrophone}</p>
    </div>`;
  }
}
