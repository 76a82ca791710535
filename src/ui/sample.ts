import { css, html, type PropertyValues } from 'lit';
import type { Edit } from '../project/edits.js';
import type { Project } from '../project/project.js';
import { BoothElement } from './booth-element.js';

/** Pixels across a sample: sharp on most screens at the size of a tile. */
const WIDTH = 112;

/** A small picture of what is shown, as it would be after an edit. Drawn once it comes into sight. */
export class BoothSample extends BoothElement {
  static override styles = [
    css`
      :host {
        display: block;
        overflow: hidden;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
    `,
  ];
  static override properties = {
    ...BoothElement.properties,
    edit: { attribute: false },
    time: { type: Number },
  };
  static override readonly redrawOn = [];

  /** What is tried on the document, of which effects, look, overlays and captions were taken away. */
  declare edit: Edit;
  /** The clip time that is drawn; without it the picture that is shown. */
  declare time: number | undefined;

  private readonly observer = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) void this.paint();
  });

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  override render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  private async paint(): Promise<void> {
    this.observer.disconnect();
    try {
      const picture = await this.booth.sample((project) => this.edit(bare(project)), WIDTH, this.time);
      const canvas = this.renderRoot.querySelector('canvas');
      if (canvas !== null) {
        canvas.width = picture.width;
        canvas.height = picture.height;
        canvas.getContext('2d')?.drawImage(picture, 0, 0);
      }
      picture.close();
    } catch {
      // Without its picture a tile still has its name.
    }
  }
}

const bare = (project: Project): Project => ({
  ...project,
  effects: [],
  look: null,
  overlays: [],
  captions: null,
});
