import type { RenderTexture, WebGLRenderer } from 'pixi.js';
import { findTransition } from '../effects/registry.js';
import type { Rotation } from '../media/frames.js';
import { TAKE_DEFAULTS } from '../project/edits.js';
import { colorChannels, type Moment, momentAt } from '../project/keyframes.js';
import type { Crop, Framing, Project } from '../project/project.js';
import { transitionAt } from '../project/timeline.js';
import { effectMedia } from '../project/use.js';
import { type Given, IDENTITY, type Input, type Step } from './chain.js';
import { duetAreas, duetSource } from './duet.js';
import { backdropSource, blurSource, framedSource, transitionSource } from './layer-programs.js';
import { earlierPictures } from './moment-shown.js';
import type { Painter } from './painter.js';
import { PictureTexture } from './picture.js';
import { fillsFrame, isPixelForPixel, type Placement, pictureMatrix } from './placement.js';
import { paramUniforms } from './program.js';
import { sizeUniforms, type Uniforms } from './shaders.js';
import { Sight } from './sight.js';

/**
 * What a picture is loaded for: the take that is shown, the one that a transition leads to, the duet's video, an earlier
 * picture that an effect asks for, or a medium of one, by their numbers in the document.
 */
export type PictureSlot = 'take' | 'next' | 'duet' | `earlier-${number}` | `medium-${number}`;

/** A picture to be drawn: the camera's, a take's or a duet's. */
export interface Picture {
  readonly frame: VideoFrame;
  /** Turn still to be applied, in degrees clockwise. */
  readonly rotation: Rotation;
  /** Flipped left to right, as a front camera is shown. */
  readonly mirrored: boolean;
  /** How it lies in the frame; default it covers it. */
  readonly framing?: Framing;
  /** What of it is shown; default the crop of its framing. */
  readonly crop?: Crop;
  /** Tells pictures apart: one that is there already is not brought to the GPU again. */
  readonly name?: string;
}

interface Slot {
  readonly texture: PictureTexture;
  placement: Placement | null;
  name: string | undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Longer side of the small picture of which a blurred background is made, in pixels. */
const BACKDROP_SIDE = 160;

/**
 * Brings takes, transitions and a duet into one picture, for the effects to be drawn over. A take that covers the frame
 * is read by them as it is; anything else is drawn first.
 */
export class Scene {
  /** Looks at the takes' pictures for the effects that need it. */
  readonly sight = new Sight();
  /** Made when first needed. */
  private readonly slots = new Map<PictureSlot, Slot>();

  constructor(
    private readonly renderer: WebGLRenderer,
    private readonly painter: Painter,
  ) {}

  private slot(name: PictureSlot): Slot {
    let slot = this.slots.get(name);
    if (slot === undefined) {
      slot = { texture: new PictureTexture(this.renderer), placement: null, name: undefined };
      this.slots.set(name, slot);
    }
    return slot;
  }

  /** How frames are uploaded on this device, once it has been measured. */
  get upload(): PictureTexture['upload'] {
    return this.slot('take').texture.upload;
  }

  /** Puts a picture into its slot. The frame is not needed afterwards and stays the caller's to close. */
  async load({ frame, rotation, mirrored, framing, crop, name }: Picture, to: PictureSlot): Promise<void> {
    const slot = this.slot(to);
    if (name === undefined || name !== slot.name || slot.placement === null) await slot.texture.load(frame);
    slot.name = name;
    // A camera's pictures have no names, and there is nothing before them.
    if (to === 'take' && name === undefined) this.forgetEarlier();
    if (to === 'take') await this.sight.look(frame, name);
    const { source } = slot.texture;
    if (source === null) return;
    const lies = framing ?? TAKE_DEFAULTS.framing;
    const size = { width: source.pixelWidth, height: source.pixelHeight };
    slot.placement = { ...size, rotation, mirrored, framing: lies, crop: crop ?? lies.crop };
  }

  /** What effects are given at a clip time besides the picture. */
  given(project: Project, clipTime: number, size: Size): Given {
    const { placement } = this.slot('take');
    const media = effectMedia(project.effects);
    const pictures = earlierPictures(project, clipTime);
    return {
      moment: momentAt(project, clipTime),
      frame: size,
      seen: this.sight.seen(placement === null ? IDENTITY : pictureMatrix(placement, size)),
      medium: (use, param) => {
        const number = media.findIndex((medium) => medium.use === use && medium.param === param);
        return number === -1 ? null : this.shot(`medium-${number}`, size, false);
      },
      earlier: (use, index) => {
        const number = pictures.findIndex((picture) => picture.use === use && picture.index === index);
        return number === -1 ? null : this.shot(`earlier-${number}`, size, false);
      },
    };
  }

  /** Forgets a slot's picture. */
  clear(slot: PictureSlot): void {
    const there = this.slots.get(slot);
    if (there !== undefined) there.placement = null;
  }

  private forgetEarlier(): void {
    for (const [name, slot] of this.slots) if (name.startsWith('earlier-')) slot.placement = null;
  }

  /** Forgets which pictures are on the GPU, where they were lost there. */
  forget(): void {
    for (const slot of this.slots.values()) slot.name = undefined;
  }

  /** The size of what the effects are drawn over: the frame, or the performer's part of it in a duet. */
  performerSize({ duet }: Project, frame: Size): Size {
    if (duet === null || this.slot('duet').placement === null) return frame;
    const { width, height } = duetAreas(duet).performer;
    return { width: width * frame.width, height: height * frame.height };
  }

  /**
   * What the effects are to be drawn over, or null where there is no picture. `isInPlace` says that they take the colour
   * of each pixel from that pixel.
   * @throws BoothError `effect-unknown` or `effect-broken` of a transition
   */
  picture(project: Project, moment: Moment, size: Size, isInPlace: boolean): Input | null {
    const from = this.shot('take', size, isInPlace);
    const transition = transitionAt(project, moment.time);
    if (transition === null) return from;
    const to = this.shot('next', size, false);
    if (from === null || to === null) return from ?? to;
    const { use, start, end } = transition;
    const definition = findTransition(use);
    const target = this.painter.target('scene');
    this.painter.paint(
      () => transitionSource(definition),
      {
        ...sizeUniforms(size),
        uInputMatrix: { type: 'mat3x3<f32>', value: from.matrix },
        uNextMatrix: { type: 'mat3x3<f32>', value: to.matrix },
        time: { type: 'f32', value: moment.time },
        transitionProgress: { type: 'f32', value: (moment.time - start) / (end - start) },
        ...paramUniforms(definition.params, use, 'way', moment),
      },
      { uInput: from.source, uNext: to.source },
      target,
    );
    return { source: target.source, matrix: IDENTITY };
  }

  /** The picture of a slot in the frame; drawn where its background shows. */
  shot(name: Exclude<PictureSlot, 'duet'>, size: Size, isInPlace: boolean): Input | null {
    const { texture, placement } = this.slot(name);
    const { source } = texture;
    if (source === null || placement === null) return null;
    texture.sample(isInPlace && isPixelForPixel(placement, size) ? 'nearest' : 'linear');
    const input = { source, matrix: pictureMatrix(placement, size) };
    if (fillsFrame(placement, size)) return input;
    const target = this.painter.target(name);
    const { background } = placement.framing;
    const uniforms: Uniforms = { uInputMatrix: { type: 'mat3x3<f32>', value: input.matrix } };
    if (background === 'blur') {
      const backdrop = this.backdrop(source, placement, size);
      this.painter.paint(backdropSource, uniforms, { uInput: source, uBackdrop: backdrop.source }, target);
    } else {
      const color = new Float32Array(colorChannels(background).map((channel) => channel / 255));
      this.painter.paint(
        framedSource,
        { ...uniforms, background: { type: 'vec3<f32>', value: color } },
        { uInput: source },
        target,
      );
    }
    return { source: target.source, matrix: IDENTITY };
  }

  /** The picture covering the frame, small and out of focus. */
  private backdrop(source: Input['source'], placement: Placement, size: Size): RenderTexture {
    const covering = { ...placement, framing: { ...placement.framing, fit: 'cover' as const } };
    const [small, other] = [
      this.painter.target(`even-step-${BACKDROP_SIDE}`),
      this.painter.target(`odd-step-${BACKDROP_SIDE}`),
    ];
    const steps = [
      { from: source, to: small, matrix: pictureMatrix(covering, size), across: [1, 0] },
      { from: small.source, to: other, matrix: IDENTITY, across: [0, 1] },
    ];
    for (const { from, to, matrix, across } of steps) {
      this.painter.paint(
        blurSource,
        {
          uInputMatrix: { type: 'mat3x3<f32>', value: matrix },
          across: { type: 'vec2<f32>', value: new Float32Array(across) },
        },
        { uInput: from },
        to,
      );
    }
    return other;
  }

  /** The last step of drawing a picture in its duet, where there is one. */
  withDuet({ duet }: Project, size: Size, drawPerformer: Step): Step {
    const { texture, placement } = this.slot('duet');
    const { source } = texture;
    if (duet === null || placement === null || source === null) return drawPerformer;
    texture.sample('linear');
    const performer = this.painter.target('performer');
    drawPerformer(performer);
    const areas = duetAreas(duet);
    const part = { width: areas.partner.width * size.width, height: areas.partner.height * size.height };
    const pictures = {
      performer: { source: performer.source, matrix: IDENTITY, area: areas.performer },
      partner: { source, matrix: pictureMatrix(placement, part), area: areas.partner },
    };
    const [below, above] =
      areas.above === 'performer'
        ? [pictures.partner, pictures.performer]
        : [pictures.performer, pictures.partner];
    const place = ({ area }: typeof below) =>
      ({
        type: 'vec4<f32>',
        value: new Float32Array([area.x, area.y, area.width, area.height]),
      }) as const;
    const color = new Float32Array(colorChannels(duet.keyColor).map((channel) => channel / 255));
    const uniforms: Uniforms = {
      uInputMatrix: { type: 'mat3x3<f32>', value: below.matrix },
      uAboveMatrix: { type: 'mat3x3<f32>', value: above.matrix },
      belowArea: place(below),
      aboveArea: place(above),
      cornerRadius: { type: 'f32', value: duet.layout === 'picture-in-picture' ? 0.025 : 0 },
      keyStrength: { type: 'f32', value: duet.layout === 'green-screen' ? 1 : 0 },
      keyColor: { type: 'vec3<f32>', value: color },
    };
    return (output) =>
      this.painter.paint(duetSource, uniforms, { uInput: below.source, uAbove: above.source }, output);
  }

  /** Frees the textures. Safe to call twice. */
  close(): void {
    for (const { texture } of this.slots.values()) texture.close();
    this.sight.close();
  }
}
