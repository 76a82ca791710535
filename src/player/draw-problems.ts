/**
 * Tells of what goes wrong while pictures are drawn, many a second: the same thing once, and again only after a picture
 * was drawn without fault.
 */
export class DrawProblems {
  private told: string | null = null;

  constructor(private readonly onError: (error: unknown) => void) {}

  /** Follows one drawing to its end. */
  watch(drawing: Promise<void>): Promise<void> {
    return drawing.then(
      () => {
        this.told = null;
      },
      (error: unknown) => {
        const what = String(error);
        if (what === this.told) return;
        this.told = what;
        this.onError(error);
      },
    );
  }
}
