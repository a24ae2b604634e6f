import { policy } from '../../../domain/policy.ts';
import { buildKnowledgeIndex } from '../../../domain/retrieval/knowledge-index.ts';
import { prepareIndex, unitVector } from '../../../domain/retrieval/prepared-index.ts';
import {
  fuseRankings,
  fusionWeightOf,
  queryTermsOf,
  rankByTerms,
  rankByVector,
} from '../../../domain/retrieval/rankings.ts';
import type { Passage } from '../../../schemas/knowledge.ts';

const passage = (title: string, text: string, language = 'de'): Passage => ({
  passageId: title,
  language,
  title,
  text,
});
// German words are taken as they are, so that lengths and counts can be read off.
const corpus = [
  passage('apfel', 'birne birne kirsche'),
  passage('birne feige', 'apfel'),
  passage('kirsche', 'feige feige feige feige'),
];
const index = prepareIndex(buildKnowledgeIndex(corpus));

/** BM25F by its formula: occurrences weighted by field and length, saturated by k1, times Lucene's idf. */
function scoreByFormula(found: { title: number; titleLength: number; text: number; textLength: number; in: number }) {
  const { k1, titleB, textB, titleWeight, textWeight } = policy.retrieval;
  const meanTitle = 4 / 3;
  const meanText = 8 / 3;
  const occurrences =
    (titleWeight * found.title) / (1 - titleB + (titleB * found.titleLength) / meanTitle) +
    (textWeight * found.text) / (1 - textB + (textB * found.textLength) / meanText);
  const idf = Math.log(1 + (3 - found.in + 0.5) / (found.in + 0.5));
  return (idf * occurrences * (k1 + 1)) / (occurrences + k1);
}

test('a term scores by BM25F, in each field by its length', () => {
  expect(rankByTerms(index, { terms: ['apfel'], language: 'de' })).toEqual([
    {
      position: 0,
      score: expect.closeTo(scoreByFormula({ title: 1, titleLength: 1, text: 0, textLength: 3, in: 2 }), 10),
    },
    {
      position: 1,
      score: expect.closeTo(scoreByFormula({ title: 0, titleLength: 2, text: 1, textLength: 1, in: 2 }), 10),
    },
  ]);
  expect(rankByTerms(index, { terms: ['feige'], language: 'de' })).toEqual([
    {
      position: 2,
      score: expect.closeTo(scoreByFormula({ title: 0, titleLength: 1, text: 4, textLength: 4, in: 2 }), 10),
    },
    {
      position: 1,
      score: expect.closeTo(scoreByFormula({ title: 1, titleLength: 2, text: 0, textLength: 1, in: 2 }), 10),
    },
  ]);
});

test('the scores of several terms add up, those told around the question by a quarter', () => {
  const scoreOf = (terms: readonly string[], context: readonly string[] = []) =>
    rankByTerms(index, { terms, context, language: 'de' }).find(({ position }) => position === 0)?.score ?? 0;

  expect(scoreOf(['apfel', 'birne'])).toBeCloseTo(scoreOf(['apfel']) + scoreOf(['birne']), 10);
  expect(scoreOf(['apfel'], ['birne'])).toBeCloseTo(scoreOf(['apfel']) + scoreOf(['birne']) / 4, 10);
  expect(scoreOf([], ['birne'])).toBeCloseTo(scoreOf(['birne']) / 4, 10);
});

test('a passage in another language counts by three tenths, unless the language is not known', () => {
  const own = rankByTerms(index, { terms: ['apfel'], language: 'de' });
  const scores = (language: string) => rankByTerms(index, { terms: ['apfel'], language }).map(({ score }) => score);

  expect(scores('fr')).toEqual(own.map(({ score }) => expect.closeTo(score * 0.3, 10)));
  expect(scores('und')).toEqual(own.map(({ score }) => score));
});

test('what shares no term is no hit, and equal scores keep the order of the index', () => {
  const same = prepareIndex(buildKnowledgeIndex([passage('x', 'apfel'), passage('y', 'birne'), passage('z', 'apfel')]));

  expect(rankByTerms(same, { terms: ['apfel'], language: 'de' }).map(({ position }) => position)).toEqual([0, 2]);
  expect(rankByTerms(same, { terms: ['unbekannt'], language: 'de' })).toEqual([]);
});

test('at most fifty passages enter a ranking', () => {
  const many = prepareIndex({
    ...buildKnowledgeIndex(Array.from({ length: 60 }, (_, at) => passage(`t${at}`, 'apfel'))),
    vectors: Array.from({ length: 60 }, () => [1]),
  });

  expect(rankByTerms(many, { terms: ['apfel'], language: 'de' })).toHaveLength(50);
  expect(rankByVector(many, [1])).toHaveLength(50);
});

test('a pair of Korean syllables counts half, a word that frames a question four tenths', () => {
  const korean = prepareIndex(buildKnowledgeIndex([passage('환불', '', 'ko'), passage('다른', '', 'ko')]));
  const { postings } = korean;
  const weightOf = (term: string) => (postings.get(term)?.scores[0] ?? 0) / (postings.get(term)?.inverseFrequency ?? 1);
  const english = prepareIndex(buildKnowledgeIndex([passage('long', '', 'en'), passage('refund', '', 'en')]));
  const of = (term: string) =>
    (english.postings.get(term)?.scores[0] ?? 0) / (english.postings.get(term)?.inverseFrequency ?? 1);

  expect([...postings.keys()].filter((term) => /^..$/.test(term)).length).toBeGreaterThan(0);
  for (const term of postings.keys()) expect([0.5, 1]).toContain(Math.round(10 * (weightOf(term) / of('refund'))) / 10);
  expect(weightOf('환불')).toBeCloseTo(of('refund') / 2, 1);
  expect(of('q:long')).toBeCloseTo(of('refund') * 0.4, 10);
});

test('of a long text the rarest known terms are searched, in the order of the text', () => {
  const words = Array.from(
    { length: 70 },
    (_, at) => `wort${String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))}`,
  );
  const many = prepareIndex(
    buildKnowledgeIndex([passage('t', words.join(' ')), passage('u', words.slice(0, 20).join(' '))]),
  );

  const kept = queryTermsOf(many, [...words, ...words, 'unbekannt']);

  expect(kept).toHaveLength(64);
  expect(kept.slice(-50)).toEqual(words.slice(20));
  expect(kept).toEqual(words.filter((word) => kept.includes(word)));
  expect(kept).not.toContain('unbekannt');
});

test('of sixty-four distinct terms all are searched, each once', () => {
  const words = Array.from({ length: 64 }, (_, at) => `w${at}`);

  expect(queryTermsOf(index, [...words, ...words])).toEqual(words);
});

test('a vector is compared by its direction, and what points away is no hit', () => {
  const vectors = [
    [3, 4],
    [0, -2],
    [5, 0],
  ];
  const withVectors = prepareIndex({ ...buildKnowledgeIndex(corpus), vectors });

  expect(rankByVector(withVectors, [0, 10])).toEqual([{ position: 0, score: expect.closeTo(0.8, 10) }]);
  expect(rankByVector(withVectors, [2, 0])).toEqual([
    { position: 2, score: 1 },
    { position: 0, score: expect.closeTo(0.6, 10) },
  ]);
  expect(rankByVector(index, [1, 0])).toEqual([]);
});

test('a unit vector has length 1, and nothing stays nothing', () => {
  expect([...unitVector([3, 4])]).toEqual([0.6, 0.8]);
  expect([...unitVector([0, 0])]).toEqual([0, 0]);
});

test.each([
  [undefined, 0],
  ['local.char-ngram-hash', 0],
  ['acme.embed-1', 1],
])('the embedding model %s has the weight %d', (model, weight) => {
  expect(fusionWeightOf(model)).toBe(weight);
});

const hits = (...positions: readonly number[]) => positions.map((position) => ({ position, score: 1 }));

test('rankings are fused by their ranks: first in both is 1, first in one alone half', () => {
  const fused = fuseRankings(hits(4, 7), { hits: hits(4, 9), weight: 1 });

  expect(fused).toEqual([
    { position: 4, score: expect.closeTo(1, 10) },
    { position: 7, score: expect.closeTo(61 / 62 / 2, 10) },
    { position: 9, score: expect.closeTo(61 / 62 / 2, 10) },
  ]);
});

test('a ranking of more weight outranks, and its weight is in the highest score', () => {
  expect(fuseRankings(hits(1), { hits: hits(2), weight: 3 })).toEqual([
    { position: 2, score: expect.closeTo(3 / 4, 10) },
    { position: 1, score: expect.closeTo(1 / 4, 10) },
  ]);
});

test('a passage in both rankings beats one that is first in one', () => {
  const order = fuseRankings(hits(1, 2), { hits: hits(3, 2), weight: 1 }).map(({ position }) => position);

  expect(order).toEqual([2, 1, 3]);
});
