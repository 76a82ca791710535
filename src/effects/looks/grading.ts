/** What a colourist turns, as functions of one display-referred colour, for the fragments of looks. */
export const GRADING = `
// How light a colour is to the eye (the weights of BT.709), from 0 to 1.
float lightOf(vec3 color) { return dot(color, vec3(0.2126, 0.7152, 0.0722)); }

// More or less colour: 0 leaves grey, 1 the colour as it is.
vec3 saturate(vec3 color, float amount) { return (1.0 - amount) * lightOf(color) + amount * color; }

// An S-shaped curve: darker shadows and lighter lights, by an amount from 0 to 1; less than 0 flattens.
vec3 contrast(vec3 color, float amount) {
  vec3 inside = clamp(color, 0.0, 1.0);
  return inside * (1.0 - amount + inside * (3.0 * amount - 2.0 * amount * inside));
}

// Lifts black and lowers white: a print rather than a screen.
vec3 fade(vec3 color, float black, float white) { return mix(vec3(black), vec3(white), color); }

// A power of each channel, from 0.75 to 1.4, to a step of 8 bits: three terms in the root, since to software a power is
// the dearest function of all.
vec3 gamma(vec3 color, float exponent) {
  float away = exponent - 1.0;
  float first = away * (1.5377 * away - 0.6092);
  float third = away * (1.3468 * away + 1.5684);
  vec3 root = sqrt(max(color, 0.0));
  return root * (first + root * (1.0 - first - third + third * root));
}

// Adds one colour where the picture is dark and another where it is light, each an offset of the channels.
vec3 splitTone(vec3 color, vec3 shadows, vec3 lights) {
  float light = lightOf(color);
  return color + shadows + light * (light * (shadows + lights) - 2.0 * shadows);
}

// The same as saturate and then splitTone, which keeps how light a colour is: so it is asked for once.
vec3 grade(vec3 color, float amount, vec3 shadows, vec3 lights) {
  float light = lightOf(color);
  return amount * color + shadows + light * (light * (shadows + lights) + (1.0 - amount - 2.0 * shadows));
}
`;
