/**
 * GLSL for taking a green or blue screen away: `solidAt(seen, screen, limit, edge)`, 0 where the screen is seen and
 * 1 where the person is, and `cleanOf(seen, screen, amount)`, a colour without what the screen throws onto it.
 */
export const KEYING = `
    // Cb and Cr, which hold the colour without its light, so that a fold in the screen is still the screen.
    vec2 chromaOf(vec3 seen) {
      return vec2(dot(seen, vec3(-0.1687, -0.3313, 0.5)), dot(seen, vec3(0.5, -0.4187, -0.0813)));
    }
    float solidAt(vec3 seen, vec3 screen, float limit, float edge) {
      return smoothstep(limit, limit + edge, distance(chromaOf(seen), chromaOf(screen)));
    }
    vec3 cleanOf(vec3 seen, vec3 screen, float amount) {
      // The screen's strongest channel may not outshine the other two.
      vec3 strongest = step(vec3(max(screen.r, max(screen.g, screen.b))), screen);
      float others = dot(seen, 1.0 - strongest) / max(1.0, dot(vec3(1.0), 1.0 - strongest));
      return mix(seen, min(seen, vec3(others)), strongest * amount);
    }`;
