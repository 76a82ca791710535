import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Booth, Clip } from '../booth/booth.js';
import type { Draft } from '../drafts/drafts.js';
import { ENGLISH, type Texts } from '../languages/english.js';
import { startOver } from '../project/edits.js';
import { isFull } from '../project/pictures.js';
import { clipDuration, takeSpans } from '../project/timeline.js';
import { formTo } from '../upload/form.js';
import type { UploadTarget } from '../upload/target.js';
import { upload } from '../upload/upload.js';
import { makeBooth, warnOfUnknownWords } from './attributes.js';
import type { Opening, Ui } from './booth-element.js';
import { layout } from './clip-booth.styles.js';
import type { ClipBoothEventMap } from './clip-booth-events.js';
import { ClipValue } from './clip-value.js';
import type { EditScreen } from './edit-screen.js';
import { parseFeatures } from './features.js';
import { Notices } from './notices.js';
import { loadPart } from './parts.js';
import { runOnBooth } from './playback-commands.js';
import type { RecordScreen } from './record-screen.js';
import type { Screen } from './screens.js';
import type { SendClip } from './share-screen.js';
import { type Command, commandOfEvent } from './shortcuts.js';
import type { ShortcutsSheet } from './shortcuts-sheet.js';
import { SizeWatch } from './size-watch.js';
import type { Sound } from './sound-picker.js';
import { controls, tokens } from './styles.js';

/** Properties that the parts are given. */
const UI_PROPERTIES = ['texts', 'sounds', 'wide', 'features'];
/** From this width on, and where it is wider than high, panes stand side by side. */
const WIDE_PX = 760;

/**
 * `<clip-booth>`: people record, edit and share a short video in it. Give it a size by CSS; it fits itself to it. In a
 * form the clip is its value, under its `name`.
 *
 * @example
 * <script type="module" src="/clipbooth/clipbooth-element.js"></script>
 * <clip-booth upload-url="/api/clips" music="/songs/summer.mp3" style="height: 100dvh"></clip-booth>
 *
 * @element clip-booth
 * @slot welcome - In place of the title on the first screen.
 * @slot start - More ways in, below the buttons of the first screen.
 * @slot header - At the start of the bar on top, such as a button that closes the booth.
 * @slot share - Below the choices before a clip is made.
 * @slot done - Below the ways on, once a clip is made.
 * @csspart steps - The way from record to share.
 * @csspart frame - The picture's frame.
 * @csspart tools - The rail of tools.
 * @csspart panel - What a tool opens.
 * @csspart timeline - The timeline.
 * @csspart start - The button that opens the camera.
 * @csspart import - The button that takes a video.
 * @csspart draft - The button that goes on with an unfinished clip.
 * @csspart record - The shutter.
 * @csspart time - How much is recorded, or where the playhead stands.
 * @csspart music - The button with the music's title.
 * @csspart play - The button that plays the clip.
 * @csspart next - The button to the next screen.
 * @csspart export - The button that makes the clip.
 * @csspart result - The clip that was made.
 * @csspart upload - The button that uploads it.
 * @csspart download - The link that downloads it.
 * @csspart alert - What says that something failed.
 * @csspart undo - What offers to take a deletion back.
 * @csspart note - What else is said in passing.
 * @cssprop --clip-booth-accent - Colour of what matters; default a red.
 * @cssprop --clip-booth-on-accent - Colour of text on it.
 * @cssprop --clip-booth-background - Colour behind everything.
 * @cssprop --clip-booth-surface - Colour of panels.
 * @cssprop --clip-booth-text - Colour of text.
 * @cssprop --clip-booth-radius - Radius of corners.
 * @cssprop --clip-booth-font - Font family.
 * @fires clip-change
 * @fires clip-exported
 * @fires clip-upload
 * @fires clip-uploaded
 * @fires clip-error
 */
export class ClipBooth extends LitElement {
  static readonly formAssociated = true;
  static override styles = [tokens, controls, layout];
  static override properties = {
    width: { type: Number },
    height: { type: Number },
    frameRate: { type: Number, attribute: 'frame-rate' },
    maxDuration: { type: Number, attribute: 'max-duration' },
    aspect: {},
    assetBase: { attribute: 'asset-base' },
    music: {},
    musicTitle: { attribute: 'music-title' },
    sounds: { attribute: false },
    uploadUrl: { attribute: 'upload-url' },
    uploadTarget: { attribute: false },
    features: {},
    theme: { reflect: true },
    name: { reflect: true },
    required: { type: Boolean, reflect: true },
    texts: { attribute: false },
    caption: { state: true },
    screen: { state: true },
    wide: { state: true },
    opening: { state: true },
  };

  /** Width of the clip in pixels; default from `aspect`. Read when the element is put into the page. */
  declare width: number | undefined;
  /** Height of the clip in pixels; default from `aspect`. Read when the element is put into the page. */
  declare height: number | undefined;
  /** Pictures per second; default 30. Read when the element is put into the page. */
  declare frameRate: number | undefined;
  /** Longest clip in seconds; default 15. Read when the element is put into the page. */
  declare maxDuration: number | undefined;
  /** `9:16` (the default), `1:1` or `16:9`. Read when the element is put into the page. */
  declare aspect: string;
  /** Folder of the runtime files; default `/clipbooth/`. Read when the element is put into the page. */
  declare assetBase: string | undefined;
  /** Address of the music that is there from the start. */
  declare music: string | undefined;
  /** Title of that music. */
  declare musicTitle: string | undefined;
  /** Music that people can choose from, each with `title`, `url` and, if not 0, `start` in seconds. */
  declare sounds: readonly Sound[];
  /** Address that takes the clip as a form POST, with a `caption`: short for `uploadTarget = formTo(url)`. */
  declare uploadUrl: string | undefined;
  /** Where clips are uploaded to. */
  declare uploadTarget: UploadTarget | null;
  /** The parts that are there, by names of `FEATURES` with spaces between; all where it is not set. */
  declare features: string | undefined;
  /** `dark` (the default), `light`, or `auto` for the system's choice. */
  declare theme: 'dark' | 'light' | 'auto' | undefined;
  /** Name of the clip in a form. */
  declare name: string | undefined;
  /** Whether the form needs a clip. */
  declare required: boolean;
  /** Every text, in the language of choice: one of `clipbooth/languages/…`, or an object of one's own. */
  declare texts: Texts;
  /** What the person wrote for the site. */
  declare caption: string;

  declare private screen: Screen;
  declare private wide: boolean;
  /** What is being opened. */
  declare private opening: Opening | null;
  private currentBooth: Booth | null = null;
  private currentUi: Ui | null = null;
  private readonly internals = this.attachInternals?.();
  private readonly value = new ClipValue(this.internals);
  private readonly notices = new Notices(
    () => this.requestUpdate(),
    (error) => this.tell('clip-error', { error }, true),
  );
  /** What was drawn last, and whether the focus was in it. */
  private shown: 'welcome' | Screen | null = null;
  private hadFocus = false;

  constructor() {
    super();
    this.aspect = '9:16';
    this.sounds = [];
    this.uploadTarget = null;
    this.required = false;
    this.texts = ENGLISH;
    this.caption = '';
    this.screen = 'record';
    this.wide = false;
    this.opening = null;
    this.addEventListener('keydown', this.handleKey);
    new SizeWatch(this, () => {
      this.wide = this.clientWidth >= WIDE_PX && this.clientWidth > this.clientHeight;
    });
  }

  /** The booth behind the element; a new one each time the element is put into a page. */
  get booth(): Booth {
    this.currentBooth ??= this.createBooth();
    return this.currentBooth;
  }

  /** The clip that was made of the document as it is, or null. */
  get clip(): Clip | null {
    return this.value.made?.clip ?? null;
  }

  /** The form that the element is in, or null. */
  get form(): HTMLFormElement | null {
    return this.internals?.form ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element takes it out and puts it back at once: only one that stays out is left.
    queueMicrotask(() => {
      if (!this.isConnected) this.leave();
    });
  }

  /** A form that is reset starts the booth over. */
  formResetCallback(): void {
    this.restart();
  }

  private leave(): void {
    this.currentBooth?.destroy();
    this.currentBooth = null;
    this.currentUi = null;
    this.notices.clear();
    this.value.forget();
    this.shown = null;
    this.screen = 'record';
  }

  private createBooth(): Booth {
    const booth = makeBooth(this, (error) => {
      // Who is told may ask for the booth, which is about to be there.
      queueMicrotask(() => this.notices.showError(error));
    });
    booth.addEventListener('change', ({ detail }) => {
      this.requestUpdate();
      this.tell('clip-change', detail);
    });
    booth.addEventListener('statechange', ({ detail }) => {
      this.requestUpdate();
      if (detail.state === 'recording') this.notices.announce(this.texts.announceRecording);
    });
    booth.addEventListener('take', () => {
      const { project } = booth;
      this.notices.announce(this.texts.announceTake(project.takes.length));
      // A full clip has nothing left to record.
      if (isFull(project)) this.show('edit');
    });
    booth.addEventListener('error', ({ detail }) => this.notices.showError(detail.error));
    // What was set before it was there is set again.
    this.requestUpdate('music');
    return booth;
  }

  /** What the parts work with; the same object until something of it changes. */
  private get ui(): Ui {
    const { booth, texts, sounds, wide } = this;
    this.currentUi ??= {
      booth,
      texts,
      sounds,
      wide,
      features: parseFeatures(this.features),
      perform: (work) => this.notices.perform(work),
      announce: (text) => this.notices.announce(text),
      say: (text) => this.notices.say(text),
      takeAway: (edit, text) =>
        this.notices.perform(() => {
          booth.edit(edit);
          this.notices.offerUndo(text, booth.project);
        }),
    };
    return this.currentUi;
  }

  /** Tells the page; false where it took the matter into its own hands. */
  private tell<Name extends keyof ClipBoothEventMap>(
    type: Name,
    detail: ClipBoothEventMap[Name]['detail'],
    cancelable = false,
  ): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // An element that was removed has no booth, and needs none.
    if (!this.isConnected) return;
    warnOfUnknownWords(this);
    this.hadFocus = this.matches(':focus-within');
    const { project } = this.booth;
    this.value.settle(project);
    this.notices.settle(project);
    const names: ReadonlyMap<PropertyKey, unknown> = changed;
    if (UI_PROPERTIES.some((name) => names.has(name))) this.currentUi = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.keepFocus();
    this.value.validate(this.required, this.texts.clipMissing, this.box);
    const { music, musicTitle } = this;
    if (!this.isConnected || !changed.has('music') || music === undefined) return;
    this.notices.perform(() =>
      this.booth.setMusic(music, musicTitle === undefined ? {} : { title: musicTitle }),
    );
  }

  /** What has the focus goes with its screen, also what the page put there; keys go on working on the next one. */
  private keepFocus(): void {
    const { shown, isWelcoming } = this;
    this.shown = isWelcoming ? 'welcome' : this.screen;
    const isOther = shown !== null && shown !== this.shown;
    if (isOther && this.hadFocus) this.box?.focus();
  }

  /** What holds everything, and can have the focus. */
  private get box(): HTMLElement | undefined {
    return this.renderRoot.querySelector<HTMLElement>('.booth') ?? undefined;
  }

  override render() {
    if (!this.isConnected) return nothing;
    const { texts, screen, notices } = this;
    return html`
      <div
        class="booth ${this.wide ? 'wide' : ''}"
        data-screen=${screen}
        lang=${texts.language}
        dir=${texts.direction}
        role="group"
        aria-label=${texts.booth}
        tabindex="-1"
      >
        <clip-booth-bar
          exportparts="steps, next"
          .ui=${this.ui}
          .screen=${screen}
          @show=${({ detail }: CustomEvent<Screen>) => this.show(detail)}
          @shortcuts=${this.showShortcuts}
        >
          <slot name="header" slot="header"></slot>
        </clip-booth-bar>
        ${this.renderScreen()}
        <clip-booth-notes
          exportparts="alert, undo, note"
          .ui=${this.ui}
          .alert=${notices.alert}
          .note=${notices.note}
          @dismiss=${() => notices.dismiss()}
          @undo=${() => this.booth.undo()}
        ></clip-booth-notes>
        <p class="hidden" role="status">${notices.announcement}</p>
        <clip-booth-shortcuts .ui=${this.ui}></clip-booth-shortcuts>
      </div>
    `;
  }

  /** Whether the first screen is shown. A clip is opened behind it, and it goes once that is seen. */
  private get isWelcoming(): boolean {
    const { screen, booth, opening } = this;
    const opensClip = opening === 'file' || opening === 'draft';
    return screen === 'record' && (booth.state === 'idle' || (opensClip && booth.camera === null));
  }

  private renderScreen() {
    const { ui, screen } = this;
    switch (screen) {
      case 'record':
        return this.isWelcoming
          ? html`<clip-booth-welcome
              class="screen"
              exportparts="start, import, draft"
              .ui=${ui}
              .opening=${this.opening}
              @open=${this.openCamera}
              @import=${this.importFile}
              @draft=${this.openDraft}
            >
              ${this.forward('welcome')} ${this.forward('start')}
            </clip-booth-welcome>`
          : html`<clip-booth-record-screen
              class="screen"
              exportparts="frame, tools, panel, record, time, music, next"
              .ui=${ui}
              .opening=${this.opening}
              @next=${() => this.show('edit')}
              @import=${this.importFile}
            ></clip-booth-record-screen>`;
      case 'edit':
        return html`<clip-booth-edit-screen
          class="screen"
          exportparts="frame, tools, panel, timeline, play, time"
          .ui=${ui}
        ></clip-booth-edit-screen>`;
      case 'share':
        return html`<clip-booth-share-screen
          class="screen"
          exportparts="frame, panel, export, result, upload, download"
          .ui=${ui}
          .send=${this.target === null ? null : this.send}
          .made=${this.value.made}
          .caption=${this.caption}
          @caption=${({ detail }: CustomEvent<string>) => {
            this.caption = detail;
          }}
          @back=${() => this.show('edit')}
          @restart=${this.restart}
          @exported=${({ detail }: CustomEvent<Clip>) => this.keep(detail)}
        >
          ${this.forward('share')} ${this.forward('done')}
        </clip-booth-share-screen>`;
    }
  }

  /** Hands a slot of the element on to a part, where the page filled it: an empty one keeps what is there otherwise. */
  private forward(name: string) {
    const isFilled = this.querySelector(`:scope > [slot="${name}"]`) !== null;
    return isFilled ? html`<slot name=${name} slot=${name}></slot>` : nothing;
  }

  /** Where the clip is uploaded to, with what the person wrote for a form; null where the site takes no uploads. */
  private get target(): UploadTarget | null {
    const { uploadTarget, uploadUrl, caption } = this;
    const fields = caption === '' ? {} : { fields: { caption } };
    return uploadTarget ?? (uploadUrl === undefined ? null : formTo(uploadUrl, fields));
  }

  private readonly send: SendClip = async (clip, options) => {
    const { caption } = this;
    if (!this.tell('clip-upload', { clip, caption }, true)) return null;
    const { target } = this;
    if (target === null) return null;
    const result = await upload(clip, target, options);
    this.value.keepUpload(clip, result);
    this.booth.forgetDraft();
    this.requestUpdate();
    this.tell('clip-uploaded', { clip, caption, result });
    return result;
  };

  private keep(clip: Clip): void {
    this.value.keep(clip, this.booth.project);
    this.requestUpdate();
    this.tell('clip-exported', { clip });
  }

  private showShortcuts(): void {
    this.renderRoot.querySelector<ShortcutsSheet>('clip-booth-shortcuts')?.show();
  }

  private show(screen: Screen): void {
    this.notices.perform(() => this.goTo(screen));
  }

  private async goTo(screen: Screen): Promise<void> {
    // Where it cannot be loaded, the person stays where there is something to see.
    if (screen !== 'record') await loadPart('editor');
    this.screen = screen;
    const { booth } = this;
    if (screen === 'record') {
      if (this.ui.features.has('record')) this.openCamera();
    } else if (booth.project.takes.length > 0) {
      await booth.seek(booth.time < clipDuration(booth.project) ? booth.time : 0);
    }
  }

  private openCamera(): void {
    this.open('camera', () => this.booth.openCamera());
  }

  private importFile({ detail: file }: CustomEvent<File>): void {
    const { booth } = this;
    this.open('file', async () => {
      const take = await (file.type.startsWith('image/') ? booth.importPhoto(file) : booth.importVideo(file));
      // The editor opens on a picture, not on black.
      await booth.seek(takeSpans(booth.project).find((span) => span.take.id === take.id)?.start ?? 0);
      await this.goTo('edit');
    });
  }

  private openDraft({ detail: draft }: CustomEvent<Draft>): void {
    this.open('draft', async () => {
      await this.booth.openDraft(draft);
      await this.goTo('edit');
      if (draft.isBrokenOff) this.notices.say(this.texts.takeBrokenOff);
    });
  }

  /** Does what takes a while to open, and says so meanwhile. */
  private open(opening: Opening, work: () => Promise<unknown>): void {
    this.opening = opening;
    this.notices.perform(() =>
      work().finally(() => {
        this.opening = null;
      }),
    );
  }

  private restart(): void {
    const { booth } = this;
    if (booth.project.takes.length === 0) return;
    this.screen = 'record';
    this.caption = '';
    this.ui.takeAway(startOver(), this.texts.startedOver);
    if (this.ui.features.has('record')) this.notices.perform(() => booth.openCamera());
  }

  private handleKey(event: KeyboardEvent): void {
    const command = commandOfEvent(event, this.screen);
    if (command === null) return;
    event.preventDefault();
    this.run(command);
  }

  private run(command: Command): void {
    // What is played on the last screen is the clip that was made.
    if (command === 'play' && this.clip !== null && this.screen === 'share') return;
    if (runOnBooth(command, this.booth, (work) => this.notices.perform(work))) return;
    const record = this.renderRoot.querySelector<RecordScreen>('clip-booth-record-screen');
    switch (command) {
      case 'record':
        record?.toggle();
        return;
      case 'delete-last':
        record?.deleteLast();
        return;
      case 'shortcuts':
        this.showShortcuts();
        return;
      default:
        this.renderRoot.querySelector<EditScreen>('clip-booth-edit-screen')?.run?.(command);
    }
  }
}
