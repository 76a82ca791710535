import { defineEffect } from '../define.js';

/** Letters from the emptiest to the fullest, five by five dots, row by row from the top left. */
const LETTERS = [
  '..... ..... ..... ..... ..#..',
  '..... ..... .###. ..... .....',
  '..... ..#.. .###. ..#.. .....',
  '#...# .#.#. ..#.. .#.#. #...#',
  '.###. #.... #.... #.... .###.',
  '.###. #...# #...# #...# .###.',
  '#...# #...# ##### #...# #...#',
  '####. #...# ####. #...# ####.',
  '#...# ##.## #.#.# #...# #...#',
  '.#.#. ##### .#.#. ##### .#.#.',
  '##### #.#.# ##### #...# #####',
];

/** The dots of a letter as bits, the first the lowest. */
function bitsOf(letter: string): number {
  return [...letter.replaceAll(' ', '')].reduce(
    (bits, dot, place) => bits + (dot === '#' ? 2 ** place : 0),
    0,
  );
}

/** The picture written in letters, as on a terminal. */
export const letters = defineEffect({
  name: 'letters',
  label: 'Letters',
  family: 'drawing',
  kind: 'pass',
  params: {
    rows: { kind: 'number', label: 'Rows', default: 84, min: 40, max: 160 },
    ink: {
      kind: 'choice',
      label: 'Colours',
      default: 'picture',
      choices: { picture: 'Of the picture', one: 'One colour' },
    },
    tint: { kind: 'color', label: 'Colour', default: '#7dffb8' },
  },
  // About as many pixels as there are letters, so that each is as light as all of its cell.
  steps: [
    {
      side: 160,
      fragment: `
        vec4 effect(vec2 place) {
          vec2 reach = vec2(1.0 / aspect, 1.0) / 640.0;
          return (sampleAt(place + reach) + sampleAt(place - reach)
            + sampleAt(place + reach * vec2(1.0, -1.0)) + sampleAt(place - reach * vec2(1.0, -1.0))) / 4.0;
        }`,
    },
  ],
  fragment: `
    const int dots[${LETTERS.length}] = int[](${LETTERS.map(bitsOf).join(', ')});
    vec4 effect(vec2 place) {
      vec2 count = vec2(floor(rows * aspect + 0.5), floor(rows + 0.5));
      vec2 cell = floor(place * count);
      vec3 color = preparedAt((cell + 0.5) / count).rgb;
      float light = dot(color, vec3(0.299, 0.587, 0.114));
      int letter = dots[int(clamp(pow(light, 0.8) * ${LETTERS.length}.0, 0.0, ${LETTERS.length - 1}.0))];
      // Six dots to a cell: the last in each direction is the space between letters.
      ivec2 dot5 = ivec2(fract(place * count) * 6.0);
      bool isInk = dot5.x < 5 && dot5.y < 5 && (letter >> (dot5.x + 5 * dot5.y) & 1) == 1;
      // Half a cell is paper at best, so ink is lighter than the picture, and paper all but black.
      vec3 chosen = ink == 0 ? color : tint * light;
      vec3 written = chosen * 1.25 + 0.07 * (ink == 0 ? vec3(1.0) : tint);
      vec3 paper = chosen * 0.16;
      return vec4(isInk ? written : paper, 1.0);
    }`,
});
