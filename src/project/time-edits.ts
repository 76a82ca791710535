import { BoothError } from '../error.js';
import { change, type Edit, find, update } from './change.js';
import type { Project, Range, TimePiece } from './project.js';
import { cutMap, joinPieces, mapDuration, timePieces } from './time-map.js';
import { takeSpans } from './timeline.js';

/*
 * Time effects. Each changes how a range of a take, given in clip time as the viewer sees it, or all of the take, is
 * shown; so they can be laid over one another. The clip becomes longer or shorter, what follows moves with it.
 */

/** Pieces into which a speed ramp is cut: at 30 pictures a second nobody sees its steps. */
const RAMP_PIECES = 12;

/** Shows a take, or a range of it, faster by a factor: 2 is twice as fast, 0.5 slow motion. */
export function changePace(id: string, factor: number, range?: Range): Edit {
  return reshape(id, range, (pieces) => pieces.map((piece) => paced(piece, factor)));
}

/** Lets the pace of a take, or of a range of it, glide from one factor to another. */
export function rampPace(id: string, from: number, to: number, range?: Range): Edit {
  return reshape(id, range, (pieces) => {
    const length = mapDuration(pieces);
    return Array.from({ length: RAMP_PIECES }, (_, index) => {
      const part = (at: number) => (length * at) / RAMP_PIECES;
      const factor = from + (to - from) * ((index + 0.5) / RAMP_PIECES);
      return cutMap(pieces, { start: part(index), end: part(index + 1) }).map((piece) =>
        paced(piece, factor),
      );
    }).flat();
  });
}

/** Shows a take, or a range of it, backwards. */
export function reverseTake(id: string, range?: Range): Edit {
  return reshape(id, range, (pieces) =>
    pieces.toReversed().map(({ from, to, duration }) => ({ from: to, to: from, duration })),
  );
}

/** Shows a take, or a range of it, several times in a row: 2 shows it twice. */
export function repeatTake(id: string, times: number, range?: Range): Edit {
  return reshape(id, range, (pieces) => Array.from({ length: times }, () => pieces).flat());
}

/** Lets the picture at a clip time of a take stand still for some seconds; then the take goes on. */
export function freezeTake(id: string, clipTime: number, duration: number): Edit {
  return reshape(id, { start: clipTime, end: Number.POSITIVE_INFINITY }, (pieces) => {
    const still = pieces[0]?.from ?? 0;
    return [{ from: still, to: still, duration }, ...pieces];
  });
}

/** Takes all time effects of a take away. */
export function resetTime(id: string): Edit {
  return change(({ takes }) => ({ takes: update(takes, id, { timeMap: null }) }));
}

/** Changes the pieces of a take that lie in a range of clip time; a range beside the take changes nothing. */
function reshape(
  id: string,
  range: Range | undefined,
  shape: (pieces: readonly TimePiece[]) => readonly TimePiece[],
): Edit {
  return (project: Project) => {
    const take = find(project.takes, id);
    const begin = takeSpans(project).find((span) => span.take === take)?.start ?? 0;
    const pieces = timePieces(take);
    const length = mapDuration(pieces);
    const inside = (time: number) => Math.min(Math.max(0, time - begin), length);
    const [start, end] = range === undefined ? [0, length] : [inside(range.start), inside(range.end)];
    const chosen = cutMap(pieces, { start, end });
    if (chosen.length === 0) return project;
    const shaped = [
      ...cutMap(pieces, { start: 0, end: start }),
      ...shape(chosen),
      ...cutMap(pieces, { start: end, end: length }),
    ];
    return change(({ takes }) => ({ takes: update(takes, id, { timeMap: joinPieces(shaped) }) }))(project);
  };
}

function paced({ from, to, duration }: TimePiece, factor: number): TimePiece {
  if (!(factor > 0)) throw new BoothError('project-invalid', 'A pace is a factor above 0.');
  return { from, to, duration: duration / factor };
}
