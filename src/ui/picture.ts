import { css, html } from 'lit';
import { BoothElement } from './booth-element.js';

/**
 * The booth's picture, as large as it fits. What is slotted lies over it.
 *
 * @csspart frame The picture's frame.
 */
export class BoothPicture extends BoothElement {
  static override styles = [
    ...BoothElement.styles,
    css`
      :host {
        display: grid;
        place-items: var(--picture-place, center);
        container-type: size;
        min-height: 0;
      }
      .frame {
        position: relative;
        width: min(100cqw, 100cqh * var(--aspect));
        aspect-ratio: var(--aspect);
        border-radius: var(--radius);
        overflow: hidden;
        background: #000;
        /* Its own layer, so that what lies over the picture never draws it anew. */
        isolation: isolate;
      }
      canvas {
        display: block;
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
    `,
  ];

  override render() {
    const { width, height } = this.booth.project;
    const { canvas } = this.booth;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', this.texts.picture);
    return html`<div class="frame" part="frame" style="--aspect: ${width / height}">${canvas}<slot></slot></div>`;
  }
}
