import type { Take } from '../project/project.js';
import { type TakeSpan, takeSpans } from '../project/timeline.js';
import { BoothElement } from './booth-element.js';

/** A part that is about one take. */
export abstract class TakePanel extends BoothElement {
  static override properties = { ...BoothElement.properties, selected: {} };

  /** Id of the take, or null. */
  declare selected: string | null;

  constructor() {
    super();
    this.selected = null;
  }

  /** The take; undefined where the clip has it no more. */
  protected get take(): Take | undefined {
    return this.booth.project.takes.find(({ id }) => id === this.selected);
  }

  /** The take, and where it is in the clip; undefined where the clip has it no more. */
  protected get span(): TakeSpan | undefined {
    return takeSpans(this.booth.project).find(({ take }) => take.id === this.selected);
  }
}
