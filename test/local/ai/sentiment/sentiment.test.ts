import { readFileSync, statSync } from 'node:fs';
import { detectSentiment } from '../../../../local/ai/sentiment/sentiment.ts';

const folder = new URL('../../../../local/ai/sentiment/', import.meta.url);

test.each(['ko', 'en'])('the %s weights are small and name their sources and licences', (language) => {
  const file = new URL(`weights.${language}.json`, folder);

  const { sources } = JSON.parse(readFileSync(file, 'utf8'));

  expect(statSync(file).size).toBeLessThan(100_000);
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources)
    expect(source).toEqual({ name: expect.any(String), licence: expect.stringMatching(/\S/) });
});

test('scores sum to 1 for any text, also an empty one', () => {
  for (const text of ['', '!!!', 'great', 'x'.repeat(10_000), '좋지만 나빠요']) {
    for (const language of ['ko', 'en'] as const) {
      const { positive, negative, neutral, mixed } = detectSentiment(text, language).scores;
      expect(positive + negative + neutral + mixed).toBeCloseTo(1, 9);
    }
  }
});
