import { charNgramHash } from '../../../local/ai/feature-hashing.ts';

const embed = (text: string) => charNgramHash(text, { dimensions: 512, normalize: true });
const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

test('gives unit vectors of the wanted length, the same for the same text', () => {
  const vector = embed('How do I return an item?');

  expect(vector).toHaveLength(512);
  expect(cosine(vector, vector)).toBeCloseTo(1, 10);
  expect(embed('How do I return an item?')).toEqual(vector);
});

test('puts texts that are spelt alike nearer than others', () => {
  const query = embed('반품 신청 방법');

  expect(cosine(query, embed('반품을 신청하는 방법은?'))).toBeGreaterThan(
    cosine(query, embed('매장 영업시간 안내')) + 0.2,
  );
});

test('gives a zero vector for a text without letters', () => {
  expect(embed('!?').every((value) => value === 0)).toBe(true);
});
