import { BufferImageSource, type TextureSource } from 'pixi.js';
import { needsOf } from '../effects/define.js';
import { listEffects } from '../effects/registry.js';
import { currentVision, type Face, type Need, type PersonMask, type Place } from '../effects/vision.js';
import { BoothError } from '../error.js';
import type { Project } from '../project/project.js';
import type { Uniforms } from './shaders.js';

/** What was seen in a picture, as effects are given it. */
export interface Seen {
  /** Why there was nothing to be seen, where the model failed. */
  readonly fault: BoothError | null;
  readonly uniforms: Uniforms;
  readonly textures: Readonly<Record<string, TextureSource>>;
}

/** Looks at pictures with the registered model, for the effects that need it. */
export class Sight {
  private needs: readonly Need[] = [];
  private mask: BufferImageSource | null = null;
  private face: Face | null = null;
  private fault: BoothError | null = null;
  /** What was looked at last, and for what. */
  private looked = '';

  /** Looks from now on for what a document's effects need. */
  attend({ effects }: Project): void {
    const names = new Set(effects.map(({ effect }) => effect));
    const needs = listEffects().flatMap((definition) =>
      names.has(definition.name) ? needsOf(definition) : [],
    );
    this.needs = [...new Set(needs)];
  }

  /** Looks at a picture; one of the same name is not looked at twice. Where the model fails, {@link seen} says so. */
  async look(frame: VideoFrame, name: string | undefined): Promise<void> {
    const looked = `${this.needs.join()} ${name}`;
    if (name !== undefined && looked === this.looked) return;
    const model = currentVision();
    this.fault = null;
    try {
      if (this.needs.includes('person') && model.findPerson !== undefined) {
        this.setMask(await model.findPerson(frame));
      }
      if (this.needs.includes('face') && model.findFace !== undefined) {
        this.face = await model.findFace(frame);
      }
    } catch (error) {
      this.fault = BoothError.from(
        error,
        'effect-broken',
        `The model that looks for people failed: ${error}`,
      );
    }
    this.looked = looked;
  }

  private setMask({ width, height, data }: PersonMask): void {
    const pixels = new Uint8Array(width * height * 4);
    for (let cell = 0; cell < width * height; cell++) pixels[cell * 4] = data[cell] ?? 0;
    if (this.mask !== null && this.mask.width === width && this.mask.height === height) {
      this.mask.resource = pixels;
      this.mask.update();
      return;
    }
    this.mask?.destroy();
    this.mask = new BufferImageSource({
      resource: pixels,
      width,
      height,
      format: 'rgba8unorm',
      alphaMode: 'no-premultiply-alpha',
      scaleMode: 'linear',
      addressMode: 'clamp-to-edge',
    });
  }

  /** What was seen, where `matrix` leads from a place in the frame to one in the picture. */
  seen(matrix: Float32Array): Seen {
    const { face } = this;
    const toFrame = inverse(matrix);
    const point = (place: Place | undefined): Uniforms[string] => ({
      type: 'vec2<f32>',
      value: place === undefined ? new Float32Array(2) : toFrame(place),
    });
    return {
      fault: this.fault,
      uniforms: {
        uPersonMatrix: { type: 'mat3x3<f32>', value: matrix },
        faceSeen: { type: 'f32', value: face === null ? 0 : 1 },
        faceLeftEye: point(face?.leftEye),
        faceRightEye: point(face?.rightEye),
        faceNose: point(face?.nose),
        faceMouth: point(face?.mouth),
      },
      textures: this.mask === null ? {} : { uPerson: this.mask },
    };
  }

  /** Frees the mask. Safe to call twice. */
  close(): void {
    this.mask?.destroy();
    this.mask = null;
  }
}

/** From a place in the picture to one in the frame: undoes a matrix that turns, scales and moves. */
function inverse(matrix: Float32Array): (place: Place) => Float32Array {
  const [a = 1, b = 0, , c = 0, d = 1, , e = 0, f = 0] = matrix;
  const scale = 1 / (a * d - b * c);
  return ({ x, y }) => {
    const [left, top] = [x - e, y - f];
    return new Float32Array([(d * left - c * top) * scale, (a * top - b * left) * scale]);
  };
}
