import type { Project } from '../project/project.js';
import { readPlanes, recolor } from './color-table.js';
import type { SceneLoader, WholeFrame } from './scene-loader.js';
import type { Stage } from './stage.js';

/** Makes those pictures of a clip that are a take's own pixels in other colours, without drawing them. */
export class Recoloring {
  private planes = new Uint8Array();

  constructor(
    private readonly stage: Stage,
    private readonly loader: SceneLoader,
  ) {}

  /**
   * The frame of a take that is the picture at a clip time but for its colours, or null where there is more to draw. It
   * stays open until the next one is loaded.
   * @throws BoothError as loading does
   */
  async frameAt(project: Project, clipTime: number): Promise<WholeFrame | null> {
    // First, as nothing need be decoded to know.
    if (!this.stage.changesColorsOnly(project, clipTime)) return null;
    return this.loader.wholeFrame(project, clipTime, this.stage);
  }

  /**
   * Puts the picture that a frame makes at a clip time into `bytes`, as {@link Stage.packedLayout} says.
   * @returns whether it did; else the picture must be drawn
   * @throws BoothError as loading and drawing do
   */
  async pack(
    { frame, mirrored }: WholeFrame,
    project: Project,
    clipTime: number,
    bytes: Uint8Array,
  ): Promise<boolean> {
    const { stage, loader } = this;
    await loader.loadSurroundings(project, clipTime);
    const table = stage.colorTable(project, clipTime, frame.colorSpace);
    const raster = table === null ? null : stage.overlayRaster(project, clipTime);
    if (table === null || raster === null) return false;
    const planes = await readPlanes(frame, this.planes);
    if (planes === null) return false;
    this.planes = planes.bytes;
    recolor(planes, table, mirrored, stage.packedLayout, bytes);
    raster.blend(bytes, stage.packedLayout);
    return true;
  }
}
