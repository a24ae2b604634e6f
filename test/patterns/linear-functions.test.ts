import { parseCsv } from '../../domain/knowledge/parse-csv.ts';
import { askedOf } from '../../domain/language/asked.ts';
import { languageByScript } from '../../domain/language/script.ts';
import { findPersonalData } from '../../domain/personal-data/find-personal-data.ts';
import { maskForModel } from '../../domain/personal-data/mask-personal-data.ts';
import { findSignals } from '../../domain/priority/find-signals.ts';
import { statementsOf } from '../../domain/quality/check-grounding.ts';
import { exactFactsOf, foldText, numberWordsOf } from '../../domain/quality/exact-facts.ts';
import { tokenize } from '../../domain/retrieval/tokenize.ts';
import { bodyText, oneLine } from '../../functions/mail/blocks.ts';
import { exceedsDepth } from '../../functions/middleware/http-body.ts';
import { parseMime } from '../../local/aws/ses/mime.ts';
import { superlinearGrowth } from './growth.ts';

/** What strangers' texts are given to, with each of these units over and over. */
const units = [
  '7',
  ' ',
  'a',
  'a ',
  'Ab Cd ',
  '@',
  'a@b.co ',
  '010-1234-5678 ',
  '4111 1111 1111 1111 ',
  'password is a1b2 ',
  'www.a.com/',
  "isn't ",
  '가',
  '가 ',
  '\u0301',
  'e\u0301',
  '<',
  '"',
  '\\"',
  '[',
  '\n',
  '\r\n',
  ',',
  '-',
  '. ',
  '! ',
  '=?',
  'a: b\n',
  '漢',
  '😀',
] as const;

test.each<readonly [string, (text: string) => unknown]>([
  ['signals', findSignals],
  ['search terms, English', (text) => tokenize(text, 'en')],
  ['search terms, Korean', (text) => tokenize(text, 'ko')],
  ['what is asked', askedOf],
  ['the script', languageByScript],
  ['personal data, English', (text) => findPersonalData(text, { language: 'en' })],
  ['personal data, Korean', (text) => findPersonalData(text, { language: 'ko' })],
  ['masks', (text) => maskForModel(text, 'en')],
  ['exact facts', exactFactsOf],
  ['number words', numberWordsOf],
  ['statements', statementsOf],
  ['folded text', foldText],
  ['a table', parseCsv],
  ['a subject', (text) => oneLine(text, 200)],
  ['a mail’s text', bodyText],
  ['the depth of JSON', (text) => exceedsDepth(text, 100_000)],
  ['a MIME message', (text) => parseMime(Buffer.from(text))],
])('takes linear time: %s', (_, read) => {
  const superlinear = units.flatMap((unit) => {
    const growth = superlinearGrowth((length) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      return () => read(text);
    });
    return growth === undefined ? [] : [`${JSON.stringify(unit)}: ${growth}`];
  });

  expect(superlinear).toEqual([]);
});
