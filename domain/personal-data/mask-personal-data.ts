import type { PersonalDataSpan } from './personal-data.ts';

/** The text with every span replaced by its kind in square brackets, such as `[PHONE]`. Spans count code points and do not overlap. */
export function maskPersonalData(
  text: string,
  spans: readonly Pick<PersonalDataSpan, 'type' | 'begin' | 'end'>[],
): string {
  const points = [...text];
  const parts: string[] = [];
  let done = 0;
  for (const span of spans.toSorted((a, b) => a.begin - b.begin)) {
    parts.push(points.slice(done, span.begin).join(''), `[${span.type}]`);
    done = span.end;
  }
  parts.push(points.slice(done).join(''));
  return parts.join('');
}
