import type { Container } from 'pixi.js';
import type { Project } from '../project/project.js';
import { blocksAround } from './area.js';
import { OverlayRaster } from './overlay-raster.js';
import type { OverlayLayer } from './overlays.js';
import type { Overlay, Painter } from './painter.js';

/** What lies over pictures that are packed: drawn once as long as it looks the same. */
export class OverlayCover {
  private drawn: {
    /** The same as long as it looks the same. */
    readonly key: string;
    readonly overlay: Overlay | null;
    /** Its bytes, once they were asked for. */
    raster: OverlayRaster | null;
  } | null = null;

  constructor(
    private readonly layer: OverlayLayer,
    private readonly container: Container,
    private readonly painter: Painter,
  ) {}

  /**
   * What lies over the picture at a clip time; null where nothing does.
   * @throws BoothError `effect-unknown` of an animation
   */
  at(project: Project, clipTime: number, frame: { width: number; height: number }): Overlay | null {
    return this.draw(project, clipTime, frame).overlay;
  }

  /**
   * The same in memory; null where the browser has taken the GPU away.
   * @throws BoothError `effect-unknown` of an animation
   */
  rasterAt(
    project: Project,
    clipTime: number,
    frame: { width: number; height: number },
  ): OverlayRaster | null {
    const drawn = this.draw(project, clipTime, frame);
    if (drawn.overlay === null) return OverlayRaster.NOTHING;
    if (drawn.raster !== null) return drawn.raster;
    const { area } = drawn.overlay;
    const pixels = this.painter.readOverlay(area);
    if (pixels !== null) drawn.raster = new OverlayRaster(pixels, area);
    return drawn.raster;
  }

  private draw(
    project: Project,
    clipTime: number,
    frame: { width: number; height: number },
  ): NonNullable<typeof this.drawn> {
    const key = this.layer.update(project, clipTime, frame);
    if (this.drawn?.key === key) return this.drawn;
    const area = blocksAround(this.container.getBounds(), frame);
    const overlay = area === null ? null : { area, source: this.painter.drawOverlay(this.container) };
    this.drawn = { key, overlay, raster: null };
    return this.drawn;
  }

  /** Forgets what was drawn, since the GPU was taken away. */
  forget(): void {
    this.drawn = null;
  }
}
