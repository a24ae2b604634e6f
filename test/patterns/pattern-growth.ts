import type { Pattern } from './find-patterns.ts';
import { superlinearGrowth } from './growth.ts';
import { grow, shapesFor } from './hostile-inputs.ts';

export const shown = ({ at, source, flags }: Pattern): string => `${at} /${source.slice(0, 200)}/${flags}`;

/** Those that take more than linear time over a hostile text, with the text and its time. */
export const superlinearOf = (patterns: readonly Pattern[]): readonly string[] =>
  patterns.flatMap((pattern) => {
    const growth = growthOf(pattern);
    return growth === undefined ? [] : [`${shown(pattern)} ${growth}`];
  });

export function growthOf({ source, flags }: Pattern): string | undefined {
  for (const shape of shapesFor(source, flags)) {
    const growth = superlinearGrowth((length) => {
      const text = grow(shape, length);
      // Each match in turn, as replacing and splitting need them, and the first alone, which has a cost of its own.
      const each = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
      const first = new RegExp(source, flags);
      return () => text.match(each)?.length ?? text.search(first);
    });
    if (growth !== undefined) return `${JSON.stringify(shape).slice(0, 120)}: ${growth}`;
  }
  return undefined;
}
