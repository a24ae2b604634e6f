import { checkLanguage } from '../../../domain/quality/check-language.ts';
import { LanguageCode } from '../../../schemas/inquiry.ts';

const passed = { score01: 1, reasons: [] };
const failed = { score01: 0, reasons: ['wrong_language'] };
const onlyDeclaredWrong = { score01: 0.5, reasons: ['other_language_declared'] };

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

const check = (answer: string, language: string, declared = language) =>
  checkLanguage({ answer, language: declared }, LanguageCode.parse(language));

test.each([
  ['en', 'It takes 3 days. We mail you when it leaves.'],
  ['en', 'Our office is at 서울시 강남구 테헤란로 (Gangnam). Please ring the bell.'],
  ['en', 'OK.\n감사\nThank you.'],
  ['de', 'Die Lieferung dauert drei Tage.'],
  ['ko', '배송은 3일 걸립니다. iPhone 15 Pro Max Case. 감사합니다.'],
  ['ko', '설정 > Account > Security에서 바꾸세요.\nhttps://shop.example/help'],
  ['ko', '大韓民國 정부 규정에 따릅니다.'],
  ['ja', '配送には三日かかります。東京都港区。よろしくお願いします。'],
  ['zh', '送货需要三天。谢谢。'],
  ['und', '배송은 3일 걸립니다. It takes three days.'],
])('an answer in %s fits: %j', (language, answer) => {
  expect(check(answer, language)).toEqual({ score01: 1, reasons: [] });
});

test.each([
  ['ko', 'It takes three days.'],
  ['ko', '배송은 3일 걸립니다. Please contact our support team for more information.'],
  ['ko', '배송은 3일 걸립니다. 请您放心，我们会尽快处理。'],
  ['ko', '배송은 3일 걸립니다.\nご不便をおかけして申し訳ございません。'],
  ['ko', '배송은 3일 걸립니다. Доставка займёт три дня.'],
  ['en', '배송은 3일 걸립니다.'],
  ['en', 'It takes three days. 배송은 3일 걸립니다.'],
  ['en', 'It takes three days. 请您放心，我们会尽快处理。'],
  ['en', 'It takes three days. Доставка займёт три дня.'],
  ['de', 'Die Lieferung dauert drei Tage. 配送には三日かかります。'],
  ['ja', '配送には三日かかります。배송은 3일 걸립니다.'],
  ['zh', '送货需要三天。배송은 3일 걸립니다.'],
])('an answer in %s does not, whole or by one sentence: %j', (language, answer) => {
  expect(check(answer, language)).toEqual({ score01: 0, reasons: ['wrong_language'] });
});

test('a declaration of another language is a fault of its own', () => {
  expect(check('It takes three days.', 'en', 'de')).toEqual({ score01: 0.5, reasons: ['other_language_declared'] });
  expect(check('It takes three days.', 'en', 'en-GB')).toEqual({ score01: 1, reasons: [] });
});
