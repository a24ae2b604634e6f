import { languageOfWords } from '../../../domain/knowledge/entry-language.ts';

test.each([
  ['배송은 얼마나 걸리나요?', 'ko'],
  ['iPhone 15 Pro 케이스 교환 문의', 'ko'],
  ['How long does shipping take?', 'en'],
  ['配送にはどのくらいかかりますか', 'ja'],
  ['Сколько идёт доставка?', 'und'],
  ['12345', 'und'],
])('%s is %s', (text, language) => {
  expect(languageOfWords(text)).toBe(language);
});
