import { findPersonalData } from './find-personal-data.ts';
import type { PersonalDataSpan, PersonalDataType } from './personal-data.ts';

/**
 * The text with every span replaced by its kind in square brackets, such as `[PHONE]`. Spans count code points and do
 * not overlap.
 */
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

/**
 * A text with everything that the rules consider personal data replaced by its kind, as in `[PHONE]`.
 */
export const maskForModel = (text: string, language: string): string =>
  maskPersonalData(text, findPersonalData(text, { language }));

/** Kinds that also occur in answers as facts, and that identify no one. */
const plainFacts: ReadonlySet<PersonalDataType> = new Set(['DATE_TIME', 'URL']);

/**
 * A reason without personal data: a draft can repeat a customer's number, and its fault names it.
 */
export const maskReason = (reason: string, language: string): string =>
  maskPersonalData(
    reason,
    findPersonalData(reason, { language }).filter(({ type }) => !plainFacts.has(type)),
  );
