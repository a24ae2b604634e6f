import * as z from 'zod/mini';
import { findPersonalData } from '../../domain/personal-data/find-personal-data.ts';
import { print, readLines } from './read-lines.ts';

const labelled = z.object({
  text: z.string(),
  spans: z.array(z.object({ type: z.string(), begin: z.number(), end: z.number() })),
});

/** The English set's names for our kinds. */
const OURS: Readonly<Record<string, string>> = {
  CREDIT_CARD: 'CREDIT_DEBIT_NUMBER',
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  PERSON: 'NAME',
  STREET_ADDRESS: 'ADDRESS',
  US_SSN: 'SSN',
  IBAN_CODE: 'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  DOMAIN_NAME: 'URL',
};

interface Counts {
  exact: number;
  missed: number;
  false: number;
}

/** By kind: spans found to the character, missed, and found where there is none (an overlap of the same kind is not false). */
export function benchPersonalData(folder: string): void {
  for (const language of ['ko', 'en']) {
    const counts = new Map<string, Counts>();
    for (const item of readLines([folder, `pii/${language}_labelled.jsonl`], labelled))
      count(item, { language, counts });
    for (const [type, { exact, missed, false: wrong }] of [...counts].sort()) {
      print(`personal data ${language} ${type}: exact ${exact}, missed ${missed}, false ${wrong}`);
    }
  }
}

function count(
  { text, spans }: z.infer<typeof labelled>,
  { language, counts }: { language: string; counts: Map<string, Counts> },
): void {
  const found = findPersonalData(text, { language });
  const gold = spans.map((span) => ({ ...span, type: OURS[span.type] ?? span.type }));
  const countOf = (type: string): Counts => {
    const known = counts.get(type) ?? { exact: 0, missed: 0, false: 0 };
    counts.set(type, known);
    return known;
  };
  for (const { type, begin, end } of gold) {
    const isFound = found.some((span) => span.type === type && span.begin === begin && span.end === end);
    countOf(type)[isFound ? 'exact' : 'missed'] += 1;
  }
  for (const span of found) {
    const isMeant = gold.some(({ type, begin, end }) => type === span.type && begin < span.end && span.begin < end);
    if (!isMeant) countOf(span.type).false += 1;
  }
}
