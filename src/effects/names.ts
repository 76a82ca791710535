import { BoothError } from '../error.js';
import { type Params, paramFault } from './params.js';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const PARAM_NAME = /^[a-z][A-Za-z0-9]*$/;
/**
 * Parameters become macros in the shader, so they must not hide a vector's components, what a fragment is given, or what
 * GLSL brings.
 */
const TAKEN_NAME = new RegExp(
  `^(${[
    '[xyzw]{1,4}|[rgba]{1,4}|[stpq]{1,4}|effect|place|color|time|frameSize|aspect|sampleAt|preparedAt|earlierAt',
    'personAt|face[A-Z]\\w*',
    'transition|from|to|progress',
    'a?(sin|cos|tan)h?|abs|ceil|clamp|cross|degrees|distance|dot|exp2?|floor|fract|length|log2?|max|min|mix|mod|normalize',
    'pow|radians|reflect|round|sign|smoothstep|sqrt|step|texture|transpose|trunc',
  ].join('|')})$`,
);

/**
 * Checks the name of a definition.
 * @throws BoothError `project-invalid`
 */
export function checkName(name: string): void {
  if (!NAME.test(name)) throw invalid(`The name "${name}" is not lower-case words joined by hyphens.`);
}

/**
 * Checks what effects and transitions have in common.
 * @throws BoothError `project-invalid` where a name or a range cannot work.
 */
export function checkDefinition(name: string, params: Params): void {
  checkName(name);
  for (const [key, param] of Object.entries(params)) {
    if (!PARAM_NAME.test(key)) throw invalid(`The parameter "${key}" of ${name} is not a camelCase name.`);
    if (TAKEN_NAME.test(key)) throw invalid(`The parameter "${key}" of ${name} has a name that shaders use.`);
    const fault = paramFault(param);
    if (fault !== null) throw invalid(`The parameter "${key}" of ${name} ${fault}.`);
  }
}

/** The error of a definition that cannot work. */
export function invalid(message: string): BoothError {
  return new BoothError('project-invalid', message);
}
