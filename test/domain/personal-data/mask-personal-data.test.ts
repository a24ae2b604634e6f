import { maskForModel, maskReason } from '../../../domain/personal-data/mask-personal-data.ts';

test('a model is shown the kind in the place of a number, in Korean and in English', () => {
  expect(maskForModel('제 번호는 010-1234-5678 입니다', 'ko')).toBe('제 번호는 [PHONE] 입니다');
  expect(maskForModel('Write to mina.kim@example.com please', 'en')).toBe('Write to [EMAIL] please');
  expect(maskForModel('How long does shipping take?', 'en')).toBe('How long does shipping take?');
});

test('a reason names the kind of a customer’s number, and keeps dates, links and amounts', () => {
  expect(maskReason('unsupported_fact: 010-1234-5678, 77, 2026-01-05', 'ko')).toBe(
    'unsupported_fact: [PHONE], 77, 2026-01-05',
  );
});
