import fc from 'fast-check';
import { policy } from '../../../domain/policy.ts';
import { answerInstructions } from '../../../domain/prompts/answer-prompt.ts';
import { partsOfReason, type QualityFault } from '../../../domain/quality/quality-faults.ts';
import { type QualityCheckFacts, scoreQuality } from '../../../domain/quality/score-quality.ts';
import { combineSubScores } from '../../../domain/quality/sub-scores.ts';
import type { AnswerToolInput, QualitySubScores } from '../../../schemas/answer.ts';

const passage = {
  passageId: 'refund',
  language: 'en',
  title: 'How long does a refund take?',
  text: 'Refunds reach your card within 3 to 5 business days. Write to help@shop.example or see https://shop.example/refunds. The fee is 3,000 won.',
};
const draft: AnswerToolInput = {
  answer: 'Thank you for writing. Refunds reach your card within 3 to 5 business days.',
  citations: [{ passageId: 'refund', quote: 'Refunds reach your card within 3 to 5 business days.' }],
  needsHuman: false,
  language: 'en',
};
const good: QualityCheckFacts = {
  inquiryText: 'How long does a refund to my card take?',
  language: 'en',
  answer: draft,
  passages: [passage],
  features: { topScore01: 0.7, margin01: 0.7, queryCoverage01: 1, titleCoverage01: 1 },
  instructions: answerInstructions,
};
const withAnswer = (change: Partial<AnswerToolInput>) => scoreQuality({ ...good, answer: { ...draft, ...change } });

test('gives a grounded, cited answer to a covered question nearly the full score and no reasons', () => {
  const { responseQualityScore, subScores, reasons } = scoreQuality(good);

  expect(responseQualityScore).toBeGreaterThanOrEqual(4.8);
  expect(subScores).toMatchObject({ citations: 1, grounding: 1, language: 1, coverage: 1 });
  expect(subScores).not.toHaveProperty('legibility');
  expect(reasons).toEqual([]);
});

const faultyDrafts: readonly (readonly [string, Partial<AnswerToolInput>, QualityFault])[] = [
  ['no citation', { citations: [] }, 'no_citation'],
  [
    'an unknown passage',
    { citations: [{ passageId: 'x', quote: draft.citations[0]?.quote ?? '' }] },
    'unknown_passage',
  ],
  [
    'a quote that is not there',
    { citations: [{ passageId: 'refund', quote: 'Refunds are instant.' }] },
    'quote_not_found',
  ],
  ['a quote too short to prove anything', { citations: [{ passageId: 'refund', quote: 'to 5' }] }, 'quote_not_found'],
  ['an ungrounded number', { answer: `${draft.answer} It takes 9 days at most.` }, 'unsupported_fact'],
  ['an ungrounded link', { answer: `${draft.answer} See https://evil.example/refunds.` }, 'unsupported_fact'],
  ['an ungrounded address', { answer: `${draft.answer} Write to other@shop.example.` }, 'unsupported_fact'],
  ['another language', { answer: '환불은 3일에서 5일 안에 카드로 됩니다.', language: 'ko' }, 'wrong_language'],
];

test.each(faultyDrafts)('keeps an answer with %s below the send threshold and says why', (_, change, fault) => {
  const { responseQualityScore, reasons } = withAnswer(change);

  expect(responseQualityScore).toBeLessThan(policy.gate.sendThreshold);
  expect(reasons.some((reason) => partsOfReason(reason).code === fault)).toBe(true);
});

test.each([
  'Refunds reach your card within 3 to 5 business days. The fee is 3000 won.',
  'Refunds reach your card within 3 to 5 business days. Write to HELP@shop.example.',
  'Refunds reach your card within 3 to 5 business days. See shop.example/refunds.',
  '1. Refunds reach your card within 3 to 5 business days.\n2. The fee is 3,000 won.',
])('takes the facts of %j for supported', (answer) => {
  const { subScores, reasons } = withAnswer({ answer });

  expect(reasons).toEqual([]);
  expect(subScores.grounding).toBeGreaterThan(0.9);
});

test('allows an order number of the inquiry in the answer, but not a claim of the inquiry', () => {
  const answer = `${draft.answer} This goes for order 20261120.`;
  const inquiryText = `${good.inquiryText} My order is 20261120 and I was told 14 days.`;

  const repeated = scoreQuality({ ...good, inquiryText, answer: { ...draft, answer } });
  const claimed = scoreQuality({
    ...good,
    inquiryText,
    answer: { ...draft, answer: `${draft.answer} It takes 14 days.` },
  });

  expect(repeated.reasons).toEqual([]);
  expect(claimed.reasons[0]).toContain('14');
});

test('lowers grounding with every sentence that the passages do not support', () => {
  const invented = 'Our founders enjoy sailing around beautiful islands every summer.';
  const grounding = [0, 1, 3].map(
    (times) => withAnswer({ answer: [draft.answer, ...Array(times).fill(invented)].join(' ') }).subScores.grounding,
  );

  expect(grounding[0]).toBe(1);
  expect(grounding).toEqual(grounding.toSorted((one, other) => other - one));
  expect(new Set(grounding).size).toBe(3);
});

test('accepts a quote that differs in spaces and kinds of quotation marks only', () => {
  const quoted = { ...passage, text: 'Choose “My orders”  and tap\nReturn.' };
  const answer = {
    ...draft,
    answer: 'Choose My orders and tap Return.',
    citations: [{ passageId: 'refund', quote: 'Choose "My orders" and tap Return.' }],
  };

  expect(scoreQuality({ ...good, passages: [quoted], answer }).subScores.citations).toBe(1);
});

test('scores a Korean answer by Korean passages like an English one', () => {
  const korean = {
    passageId: 'ko',
    language: 'ko',
    title: '환불은 얼마나 걸리나요?',
    text: '환불은 영업일 기준 3~5일 걸립니다. 문의는 1588-1234로 주세요.',
  };
  const answer = {
    answer: '안녕하세요, 고객님. 환불은 영업일 기준 3~5일 걸립니다. 문의는 15881234로 주세요.',
    citations: [{ passageId: 'ko', quote: '환불은 영업일 기준 3~5일 걸립니다.' }],
    needsHuman: false,
    language: 'ko',
  };

  const { subScores, reasons } = scoreQuality({
    ...good,
    inquiryText: '환불 얼마나 걸려요?',
    language: 'ko',
    passages: [korean],
    answer,
  });

  expect(reasons).toEqual([]);
  expect(subScores).toMatchObject({ citations: 1, language: 1 });
  expect(subScores.grounding).toBeGreaterThan(0.9);
});

test('checks an answer translated from another language by its facts alone', () => {
  const answer = {
    answer: '환불은 영업일 기준 3~5일 안에 카드로 입금됩니다.',
    citations: draft.citations,
    needsHuman: false,
    language: 'ko',
  };
  const asked = { ...good, inquiryText: '카드 환불 얼마나 걸려요?', language: 'ko' };

  expect(scoreQuality({ ...asked, answer }).subScores.grounding).toBe(policy.quality.translatedGrounding01);
  expect(
    scoreQuality({ ...asked, answer: { ...answer, answer: '환불은 9일 걸립니다.' } }).subScores.grounding,
  ).toBeLessThan(0.1);
});

test('tells that the knowledge does not fit when even a perfect draft would not be sent', () => {
  const features = { topScore01: 0.3, margin01: 0.1, queryCoverage01: 0.2, titleCoverage01: 0.2 };

  const { responseQualityScore, reasons } = scoreQuality({ ...good, features });

  expect(responseQualityScore).toBeLessThan(policy.gate.sendThreshold);
  expect(reasons).toEqual(['weak_retrieval']);
});

test('falls with the legibility of the attachments', () => {
  const scores = [95, 80, 60, 20].map((legibility) => scoreQuality({ ...good, legibility }).responseQualityScore);

  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  expect(scores[0]).toBe(scoreQuality(good).responseQualityScore);
  expect(scores[3]).toBeLessThan(scores[2] ?? 0);
});

test('is 1.0–5.0 with one decimal for any answer, with at most 12 reasons', () => {
  const score01 = fc.double({ min: 0, max: 1, noNaN: true });
  const features = fc.record({
    topScore01: score01,
    margin01: score01,
    queryCoverage01: score01,
    titleCoverage01: score01,
  });
  const citation = fc.record({
    passageId: fc.constantFrom('refund', 'x'),
    quote: fc.constantFrom(passage.text, 'lie', ''),
  });
  const citations = fc.array(citation, { maxLength: 20 });
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      citations,
      features,
      fc.constantFrom('en', 'ko', 'und'),
      (answer, cited, found, language) => {
        const quality = scoreQuality({
          ...good,
          features: found,
          answer: { ...draft, answer, citations: cited, language },
        });

        expect(quality.responseQualityScore).toBeGreaterThanOrEqual(1);
        expect(quality.responseQualityScore).toBeLessThanOrEqual(5);
        expect(quality.responseQualityScore).toBe(Math.round(quality.responseQualityScore * 10) / 10);
        expect(quality.reasons.length).toBeLessThanOrEqual(12);
      },
    ),
  );
});

test('an ungrounded number lowers the score of any answer', () => {
  const sentences = [
    'Refunds reach your card within 3 to 5 business days.',
    'The fee is 3,000 won.',
    'Write to help@shop.example.',
  ];
  fc.assert(
    fc.property(fc.subarray(sentences, { minLength: 1 }), fc.integer({ min: 6, max: 999 }), (parts, number) => {
      const answer = parts.join(' ');

      const changed = withAnswer({ answer: `${answer} It takes ${number} days.` });

      expect(changed.responseQualityScore).toBeLessThan(withAnswer({ answer }).responseQualityScore);
    }),
  );
});

test('never falls when a sub-score rises', () => {
  const names = ['citations', 'grounding', 'language', 'coverage', 'retrieval', 'legibility'] as const;
  const score01 = fc.double({ min: 0, max: 1, noNaN: true });
  const subScores: fc.Arbitrary<QualitySubScores> = fc.record({
    citations: score01,
    grounding: score01,
    language: score01,
    coverage: score01,
    retrieval: score01,
    legibility: score01,
  });
  fc.assert(
    fc.property(subScores, fc.constantFrom(...names), score01, (scores, name, other) => {
      const higher = { ...scores, [name]: Math.max(scores[name] ?? 0, other) };

      expect(combineSubScores(higher)).toBeGreaterThanOrEqual(combineSubScores(scores));
    }),
  );
});

test.each([
  [85, 1, []],
  [100, 1, []],
  [67, 0.6, []],
  [66, 26 / 45, ['illegible']],
  [62.5, 0.5, ['illegible']],
  [40, 0, ['illegible']],
  [10, 0, ['illegible']],
])('a page read with confidence %d is legible to %d', (legibility, expected, reasons) => {
  const quality = scoreQuality({ ...good, legibility });

  expect(quality.subScores.legibility).toBeCloseTo(expected, 10);
  expect(quality.reasons).toEqual(reasons);
});

test('names the faults of the worst sub-score first', () => {
  const reasons = (quote: string, legibility: number) =>
    scoreQuality({
      ...good,
      legibility,
      answer: { ...draft, language: 'de', citations: [...draft.citations, { passageId: 'refund', quote }] },
    }).reasons;

  expect(reasons('Refunds are instant.', 10)).toEqual(['illegible', 'quote_not_found', 'other_language_declared']);
  expect(reasons('Refunds are instant.', 64)).toEqual(['quote_not_found', 'other_language_declared', 'illegible']);
});

test.each([
  [{ topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 }, 1 / (1 + Math.exp(4.78))],
  [{ topScore01: 1, margin01: 0, queryCoverage01: 0, titleCoverage01: 0 }, 1 / (1 + Math.exp(4.78 - 3.08))],
  [{ topScore01: 0, margin01: 1, queryCoverage01: 0, titleCoverage01: 0 }, 1 / (1 + Math.exp(4.78 - 3.2))],
  [{ topScore01: 0, margin01: 0, queryCoverage01: 1, titleCoverage01: 0 }, 1 / (1 + Math.exp(4.78 - 2.89))],
  [{ topScore01: 0, margin01: 0, queryCoverage01: 0, titleCoverage01: 1 }, 1 / (1 + Math.exp(4.78 - 2.55))],
])('the fit of retrieval is the logistic function of what was found: %j', (features, fit) => {
  expect(scoreQuality({ ...good, features }).subScores.retrieval).toBeCloseTo(fit, 10);
});
