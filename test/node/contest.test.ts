import { expect, it } from 'vitest';
import { Contest } from '../../src/stage/contest.js';

it('tries the ways in turns, forgives the first time of each, and keeps the fastest', () => {
  const contest = new Contest(['one', 'two', 'three']);
  const costs = { one: [1, 9, 9], two: [50, 5, 7], three: [2, 8, 6] };
  const gone: string[] = [];
  for (let turn = 0; turn < 9; turn++) {
    expect(contest.winner).toBeNull();
    const way = contest.next;
    contest.note(way, costs[way][Math.floor(turn / 3)] ?? 0);
    gone.push(way);
  }
  expect(gone.slice(0, 6)).toEqual(['one', 'two', 'three', 'one', 'two', 'three']);
  expect([contest.winner, contest.next]).toEqual(['two', 'two']);
  // What comes later changes nothing: a way is not left in the middle of a clip.
  contest.note('two', 1000);
  expect(contest.next).toBe('two');
});
