import { LitElement, type PropertyValues } from 'lit';
import type { Booth } from '../booth/booth.js';
import type { BoothEventMap } from '../booth/events.js';
import { controls, tokens } from './styles.js';
import { ENGLISH, type Texts } from './texts.js';

/** Events after which a part is drawn anew. */
const STATE_EVENTS: readonly (keyof BoothEventMap)[] = [
  'change',
  'statechange',
  'progress',
  'timeupdate',
  'take',
];

/** A part of `<clip-booth>`: it shows the booth's state and passes on what the person wants. */
export abstract class BoothElement extends LitElement {
  static override styles = [tokens, controls];
  static override properties = {
    booth: { attribute: false },
    texts: { attribute: false },
    perform: { attribute: false },
  };

  /** The booth that is shown. */
  declare booth: Booth;
  declare texts: Texts;
  /** Runs work that can fail; the host shows what went wrong. */
  declare perform: (work: () => unknown) => void;

  private listening: AbortController | null = null;

  constructor() {
    super();
    this.texts = ENGLISH;
    this.perform = (work) => void work();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.listening = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('booth')) this.listen();
  }

  private listen(): void {
    this.listening?.abort();
    if (!this.isConnected || this.booth === undefined) return;
    this.listening = new AbortController();
    for (const type of STATE_EVENTS) {
      this.booth.addEventListener(type, () => this.requestUpdate(), { signal: this.listening.signal });
    }
  }
}
