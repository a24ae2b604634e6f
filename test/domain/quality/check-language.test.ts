import { checkLanguage } from '../../../domain/quality/check-language.ts';

const passed = { score01: 1, reasons: [] };
const failed = { score01: 0, reasons: ['wrong_language'] };
const onlyDeclaredWrong = { score01: 0.5, reasons: ['wrong_language'] };

test.each([
  ['Korean', 'ko', 'Refunds reach your card within 3 days.'],
  ['Korean', 'ko', '返金は3日でカードに届きます。'],
  ['Korean', 'ko', 'Возврат занимает три дня.'],
  ['Korean', 'ko', '3-5'],
  ['Japanese', 'ja', 'Refunds reach your card within 3 days.'],
  ['Japanese', 'ja', '환불은 3일 걸립니다.'],
  ['Japanese', 'ja', '退款将在三天内到账。'],
  ['Chinese', 'zh', 'Refunds reach your card within 3 days.'],
  ['Chinese', 'zh', '返金は3日でカードに届きます。'],
  ['English', 'en', '환불은 3일 안에 카드로 됩니다.'],
  ['English', 'en', '退款将在三天内到账。'],
  ['English', 'en', 'Возврат занимает три дня.'],
  ['German', 'de', 'Возврат занимает три дня.'],
  ['Russian', 'ru', '환불은 3일 안에 카드로 됩니다.'],
])('a %s inquiry (%s) is not answered by %j, whatever the model declares', (_, language, answer) => {
  expect(checkLanguage({ answer, language }, language)).toEqual(failed);
});

test.each([
  ['ko', '환불은 3일 안에 카드로 됩니다.'],
  ['ja', '返金は3日でカードに届きます。'],
  ['zh', '退款将在三天内到账。'],
  ['ru', 'Возврат занимает три дня.'],
])('an answer in %s passes by its script', (language, answer) => {
  expect(checkLanguage({ answer, language }, language)).toEqual(passed);
});

const latinLanguages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'fi', 'pl', 'tr', 'vi', 'id'];

test.each(latinLanguages)('an answer in %s is written in Latin letters, or in figures alone', (language) => {
  expect(checkLanguage({ answer: 'Within 3 days.', language }, language)).toEqual(passed);
  expect(checkLanguage({ answer: '3-5', language }, language)).toEqual(passed);
  expect(checkLanguage({ answer: 'Возврат занимает три дня.', language }, language)).toEqual(failed);
});

test('a declared language that differs halves the score', () => {
  expect(checkLanguage({ answer: 'Innerhalb von 3 Tagen.', language: 'de' }, 'en')).toEqual(onlyDeclaredWrong);
  expect(checkLanguage({ answer: '환불은 3일 걸립니다.', language: 'en' }, 'ko')).toEqual(onlyDeclaredWrong);
});

test.each(['en', 'EN', 'en-US', 'en_GB'])('the declared language %s counts as English', (language) => {
  expect(checkLanguage({ answer: 'Within 3 days.', language }, 'en')).toEqual(passed);
});

test.each(['환불은 3일 걸립니다.', 'Within 3 days.', '3'])('an unknown language of the inquiry allows %j', (answer) => {
  expect(checkLanguage({ answer, language: 'xx' }, 'und')).toEqual(passed);
});
