import { checkCoverage } from '../../../domain/quality/check-coverage.ts';

const covers = (inquiryText: string, answer: string, cited: readonly { title: string; text: string }[] = []) =>
  checkCoverage({
    inquiryText,
    language: 'en',
    answer,
    cited: cited.map((passage) => ({ passageId: 'p', language: 'en', ...passage })),
  });
const covered = { score01: 1, reasons: [] };

test('an inquiry without words is covered by nothing', () => {
  expect(covers('???', 'Refunds take three days.')).toEqual({ score01: 0, reasons: ['not_covered'] });
});

test('an answer about something else covers nothing', () => {
  expect(covers('Refund invoice parcel warranty', 'Elephants swim.')).toEqual({ score01: 0, reasons: ['not_covered'] });
});

test('half of the terms asked for count as all', () => {
  expect(covers('Refund invoice parcel warranty', 'Refund and invoice.')).toEqual(covered);
  expect(covers('Refund invoice parcel warranty', 'Refund.')).toEqual({ score01: 0.5, reasons: ['not_covered'] });
});

test('a reason is given below 0.6, not at it', () => {
  const ten = 'alpha bravo charlie delta foxtrot golf hotel india juliet kilo';

  expect(covers(ten, 'alpha bravo charlie')).toEqual({ score01: 0.6, reasons: [] });
  expect(covers(ten, 'alpha bravo').reasons).toEqual(['not_covered']);
});

test('the titles and texts of the passages cited count as the answer does', () => {
  expect(covers('Refund invoice', 'Yes.', [{ title: 'Refund', text: '' }])).toEqual(covered);
  expect(covers('Refund invoice', 'Yes.', [{ title: '', text: 'An invoice.' }])).toEqual(covered);
});

test('only the question has to be covered, not the story around it', () => {
  expect(
    covers('My grandmother visited yesterday evening. How long does shipping take?', 'Shipping takes three days.'),
  ).toEqual(covered);
});
