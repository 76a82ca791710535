import { describe, expect, it } from 'vitest';
import { parseCube } from '../../src/effects/cube.js';

const MADE = { name: 'made', label: 'Made' };

/** A table of two cells a side, red fastest, from what each channel becomes. */
const cube = (grade: (channel: number) => number, head = 'LUT_3D_SIZE 2') =>
  [
    'TITLE "A look"',
    '# made by a test',
    head,
    '',
    ...Array.from({ length: 8 }, (_none, index) =>
      [index & 1, (index >> 1) & 1, index >> 2].map((channel) => grade(channel)).join(' '),
    ),
  ].join('\r\n');

describe('a .cube file', () => {
  it('becomes a table with red along x, green along y, blue along z', () => {
    const look = parseCube(
      cube((channel) => 1 - 0.5 * channel),
      MADE,
    );
    expect(look).toMatchObject({ ...MADE, kind: 'table', size: 2 });
    expect(Array.from(look.table.subarray(0, 8))).toEqual([255, 255, 255, 255, 128, 255, 255, 255]);
    expect(Array.from(look.table.subarray(28))).toEqual([128, 128, 128, 255]);
  });

  it('is stretched where its domain is not 0 to 1', () => {
    // From 0 to 2 the same colour comes out as went in, so up to 1 it does as well.
    const same = ['LUT_3D_SIZE 2', 'DOMAIN_MIN 0 0 0', 'DOMAIN_MAX 2 2 2'].join('\n');
    const look = parseCube(
      cube((channel) => 2 * channel, same),
      MADE,
    );
    expect(Array.from(look.table.subarray(0, 8))).toEqual([0, 0, 0, 255, 255, 0, 0, 255]);
    const half = parseCube(
      cube((channel) => channel, same),
      MADE,
    );
    expect(Array.from(half.table.subarray(28))).toEqual([128, 128, 128, 255]);
  });

  it('is clipped to what can be shown', () => {
    const look = parseCube(
      cube((channel) => 3 * channel - 1),
      MADE,
    );
    expect(Array.from(look.table.subarray(0, 8))).toEqual([0, 0, 0, 255, 255, 0, 0, 255]);
  });

  it.each([
    ['a one-dimensional table', cube((channel) => channel, 'LUT_1D_SIZE 2'), 'one-dimensional'],
    ['no size', cube((channel) => channel, ''), 'LUT_3D_SIZE'],
    [
      'too few colours',
      cube((channel) => channel, 'LUT_3D_SIZE 3'),
      'holds 8 colours, and a table of 3 has 27',
    ],
    ['a size that is none', cube((channel) => channel, 'LUT_3D_SIZE 1'), 'line 3'],
    ['words for numbers', `${cube((channel) => channel)}\nred green blue`, 'line 13'],
    ['an empty domain', cube((channel) => channel, 'LUT_3D_SIZE 2\nDOMAIN_MAX 0 1 1'), 'domain'],
    ['another kind of file', '<html></html>', 'line 1'],
  ])('is refused with %s', (_name, text, why) => {
    expect(() => parseCube(text, MADE)).toThrow(
      expect.objectContaining({ code: 'look-unreadable', message: expect.stringContaining(why) }),
    );
  });
});
