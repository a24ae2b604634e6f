import { question, quotesBestPassage } from '../../support/inquiries.ts';
import { createTestCompany } from '../../support/test-company.ts';
import { until } from '../../support/until.ts';
import type { InWorld } from '../world.ts';

const phone = '010-4827-1593';
const card = '4539 1488 0343 6467';
const asked = {
  ...question,
  title: `${question.title} ${phone}`,
  content: `${question.content} My card is ${card}. Call me at ${phone}.`,
};

export function masking(inWorld: InWorld): void {
  test.each([
    ['sees the kinds in the place of numbers where the company wants that', true],
    ['sees what the customer wrote where nothing is set', false],
  ])('the model %s', async (_, isMasked) => {
    const world = inWorld();
    const { apiKey } = await createTestCompany(isMasked ? { maskPersonalDataForModel: true } : {});
    const seen: string[] = [];
    world.model.script((prompt) => {
      seen.push(JSON.stringify(prompt));
      return quotesBestPassage(prompt);
    });

    const inquiry = await world.submit(asked, apiKey);
    await until('the inquiry answered or with people', async () =>
      (await world.status(inquiry)).status === 'pending' ? undefined : true,
    );

    expect(seen.length).toBeGreaterThan(0);
    for (const prompt of seen) {
      expect(prompt).toContain('How long does shipping take within Korea?');
      expect([phone, card].map((number) => prompt.includes(number))).toEqual([!isMasked, !isMasked]);
      expect(prompt.includes('[PHONE]')).toBe(isMasked);
    }
  });
}
