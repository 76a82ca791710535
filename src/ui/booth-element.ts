import { css, LitElement, type PropertyValues } from 'lit';
import type { Booth } from '../booth/booth.js';
import type { BoothEventMap } from '../booth/events.js';
import type { Texts } from '../languages/english.js';
import type { Edit } from '../project/edits.js';
import type { Feature } from './features.js';
import type { Sound } from './sound-picker.js';
import { controls, tokens } from './styles.js';

/** What every part of a `<clip-booth>` works with. */
export interface Ui {
  readonly booth: Booth;
  readonly texts: Texts;
  readonly features: ReadonlySet<Feature>;
  /** Music that the site offers. */
  readonly sounds: readonly Sound[];
  /** Whether there is room for panes side by side. */
  readonly wide: boolean;
  /** Runs work that can fail; the person is told what went wrong. */
  readonly perform: (work: () => unknown) => void;
  /** Tells people who listen to the page. */
  readonly announce: (text: string) => void;
  /** Says something in passing, that all can see. */
  readonly say: (text: string) => void;
  /** Takes something away by an edit, says so in that text, and offers to undo it. */
  readonly takeAway: (edit: Edit, text: string) => void;
}

/** What takes a while to open. */
export type Opening = 'camera' | 'file' | 'draft';

/** Events after which a part is drawn anew that shows where the playhead stands. */
export const WITH_PLAYHEAD: readonly (keyof BoothEventMap)[] = ['change', 'statechange', 'timeupdate'];

/** A part of `<clip-booth>`: it shows the booth's state and passes on what the person wants. */
export abstract class BoothElement extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }
    `,
  ];
  static override properties = { ui: { attribute: false } };

  /** Events after which the part is drawn anew. */
  static readonly redrawOn: readonly (keyof BoothEventMap)[] = ['change', 'statechange'];

  /** What the part works with. */
  declare ui: Ui;

  private listening: AbortController | null = null;

  /** The booth that is shown. */
  protected get booth(): Booth {
    return this.ui.booth;
  }

  protected get texts(): Texts {
    return this.ui.texts;
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
    if (!changed.has('ui')) return;
    this.toggleAttribute('wide', this.ui.wide);
    this.listen();
  }

  /** Tells the parent of an intent. */
  protected tell(type: string, detail: unknown = null): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private listen(): void {
    this.listening?.abort();
    if (!this.isConnected || this.ui === undefined) return;
    this.listening = new AbortController();
    const { redrawOn } = this.constructor as typeof BoothElement;
    for (const type of redrawOn) {
      this.booth.addEventListener(type, () => this.requestUpdate(), { signal: this.listening.signal });
    }
  }
}
