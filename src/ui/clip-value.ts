import type { Clip } from '../booth/booth.js';
import type { Project } from '../project/project.js';
import type { UploadResult } from '../upload/target.js';
import type { MadeClip } from './share-screen.js';

/** The clip that was made, which is the element's value in a form. */
export class ClipValue {
  private kept: (MadeClip & { readonly project: Project }) | null = null;

  constructor(private readonly internals: ElementInternals | undefined) {}

  /** The clip, or null where none was made of the document as it is. */
  get made(): MadeClip | null {
    return this.kept;
  }

  /** Keeps the clip that was made of a document. */
  keep(clip: Clip, project: Project): void {
    this.kept = { clip, project, url: URL.createObjectURL(clip.file), uploaded: null };
    this.internals?.setFormValue(clip.file);
  }

  /** Keeps what came of uploading the clip, where it still is the one that was made. */
  keepUpload(clip: Clip, uploaded: UploadResult): void {
    if (this.kept?.clip === clip) this.kept = { ...this.kept, uploaded };
  }

  /** Forgets a clip of another document: it is not the person's any more. */
  settle(project: Project): void {
    if (this.kept !== null && this.kept.project !== project) this.forget();
  }

  /** Says to the form whether its value is there, and if not what is missing: to the person where `anchor` is. */
  validate(required: boolean, message: string, anchor?: HTMLElement): void {
    if (required && this.kept === null) this.internals?.setValidity({ valueMissing: true }, message, anchor);
    else this.internals?.setValidity({});
  }

  forget(): void {
    if (this.kept !== null) URL.revokeObjectURL(this.kept.url);
    this.kept = null;
    this.internals?.setFormValue(null);
  }
}
