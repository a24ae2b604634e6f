import fc from 'fast-check';
import { findSignals } from '../../../domain/priority/find-signals.ts';

test.each([
  ['Smoke is coming out of the charger I bought.', 'danger'],
  ['My son was taken to hospital after eating it', 'danger'],
  ['There is a gas leak at the stove you installed', 'danger'],
  ['보조배터리가 터졌습니다', 'danger'],
  ['음료에서 벌레가 나왔어요', 'danger'],
  ['크림을 바르고 두드러기가 생겼어요', 'danger'],
  ['Someone else logged into my account', 'fraud_or_leak'],
  ['I never authorized this payment', 'fraud_or_leak'],
  ["I can see another customer's invoices", 'fraud_or_leak'],
  ['결제한 적 없는 주문이 있어요', 'fraud_or_leak'],
  ['카드가 도용된 것 같습니다', 'fraud_or_leak'],
  ['Your website has been down for an hour', 'outage'],
  ['None of our staff can log in', 'outage'],
  ['모든 매장에서 결제가 안 됩니다', 'outage'],
  ['서버가 다운된 것 같아요', 'outage'],
  ['You will hear from my lawyer', 'legal_threat'],
  ['소비자원에 신고하겠습니다', 'legal_threat'],
  ['My wedding is on Saturday, in three days', 'deadline'],
  ['I need the papers by tomorrow', 'deadline'],
  ['내일까지 꼭 받아야 합니다', 'deadline'],
  ['This is the third time I am writing', 'repeated_contact'],
  ['I have emailed you several times', 'repeated_contact'],
  ['세 번이나 전화했는데 답이 없어요', 'repeated_contact'],
  ['I was charged twice for one order', 'billing_error'],
  ['해지했는데 또 결제됐어요', 'billing_error'],
  ['이중 결제된 것 같아요', 'billing_error'],
  ['The parcel arrived damaged', 'defect_or_delay'],
  ["The app doesn't work any more", 'defect_or_delay'],
  ['화면이 깨져서 왔어요', 'defect_or_delay'],
  ['앱에 로그인이 안 돼요', 'defect_or_delay'],
  ['Let me speak to a real person', 'wants_person'],
  ['Please connect me with an agent', 'wants_person'],
  ['상담원 연결해 주세요', 'wants_person'],
  ['챗봇 말고 사람이 답해 주세요', 'wants_person'],
  ['How many points do I have?', 'account_state'],
  ['Where is my order?', 'account_state'],
  ['Has my refund been processed?', 'account_state'],
  ['제 주문이 지금 어디쯤 왔나요?', 'account_state'],
  ['포인트가 얼마 남았는지 알려주세요', 'account_state'],
  ['This is unacceptable and I am furious', 'anger'],
  ['진짜 어이없네요 최악입니다', 'anger'],
  ['Your support team is wonderful, great service', 'praise'],
  ['친절하게 도와주셔서 고맙습니다', 'praise'],
])('hears %j as %s', (text, signal) => {
  expect(findSignals(text)).toContain(signal);
});

test.each([
  '119에 신고했어요',
  '119를 불렀습니다',
  '결국 119 구급대가 왔어요',
  '놀라서 119만 불렀어요',
  '119 동생이 불렀어요',
  'We had to call 119',
  'I called 911!',
  '911, my neighbour said',
])('%j is a call for help', (text) => {
  expect(findSignals(text)).toContain('danger');
});

test.each([
  '주문번호 20260119-0042 확인 부탁드려요',
  '주문번호 119-2203 언제 오나요',
  '가격이 1,190원인가요 119,000원인가요',
  '운송장 번호 119 조회해 주세요',
  '상품 119개를 주문하려고 합니다',
  '119동 1103호로 보내 주세요',
  'My order #119 and order 119',
  'Room 119, please',
  'It costs 119 dollars or 11.9 kg',
  'The tracking number is 9112233, not 4911',
  'Order 911-2201, of 2026-09-11',
  'version 1.119',
])('the number in %j is none to call for help', (text) => {
  expect(findSignals(text)).not.toContain('danger');
});

test.each([
  'What are your opening hours?',
  'Do you have a smoking area?',
  'Nobody was injured, I only want to know how to return it',
  'How can I protect my account against phishing?',
  'How long does delivery take?',
  'How do I earn points?',
  'Where can I download the app?',
  'If I order by noon, when will it be sent?',
  'Can I have a virtual meeting?',
  '영업시간이 어떻게 되나요?',
  '화상 회의도 가능한가요?',
  '전화상담은 몇 시까지 하나요?',
  '장애인 할인이 있나요?',
  '포인트는 어떻게 적립되나요?',
  '파손되면 교환할 수 있나요?',
  '오늘 주문하면 언제 출고되나요?',
  '사이즈를 바꾸면 안 되나요?',
])('hears nothing in the plain question %j', (text) => {
  expect(findSignals(text)).toEqual([]);
});

test.each([
  ['I am not happy with this', 'praise'],
  ['불친절하고 불만족스럽습니다', 'praise'],
  ["I'm not angry, just curious", 'anger'],
  ['다친 사람은 없습니다', 'danger'],
])('does not take the negated %j for %s', (text, signal) => {
  expect(findSignals(text)).not.toContain(signal);
});

test('names each signal once, in the order of the schema, over both languages', () => {
  expect(findSignals('I am furious. Smoke! Smoke again! 상담원 연결해 주세요. 연기가 나요.')).toEqual([
    'danger',
    'wants_person',
    'anger',
  ]);
});

test('finds in full-width, curly and unspaced writing what it finds in plain writing', () => {
  expect(findSignals('Ｓｍｏｋｅ is coming out')).toContain('danger');
  expect(findSignals('it doesn’t work')).toContain('defect_or_delay');
  expect(findSignals('상담원연결해주세요')).toContain('wants_person');
});

test('only adds signals when another sentence is added', () => {
  const sentences = [
    'Smoke is coming out.',
    'I was charged twice.',
    '상담원 연결해 주세요.',
    'Where is my order?',
    'Hello there.',
  ];
  fc.assert(
    fc.property(fc.subarray(sentences), fc.constantFrom(...sentences), (some, more) => {
      const before = findSignals(some.join(' '));

      const after = findSignals([...some, more].join(' '));

      expect(after).toEqual(expect.arrayContaining([...before]));
    }),
  );
});

test.each([
  ['There is planned downtime tonight, is it long?', 'outage'],
  ['Is there a tennis court near your store?', 'legal_threat'],
  ['Where is the second request form?', 'repeated_contact'],
  ['Are there any hidden fees?', 'billing_error'],
  ['What if it is damaged?', 'defect_or_delay'],
  ['I want to transfer points to someone else', 'wants_person'],
  ['It was not a great experience', 'praise'],
])('%j sounds like %s and is not', (text, signal) => {
  expect(findSignals(text)).not.toContain(signal);
});

test('a sentence ends at its mark or line', () => {
  expect(findSignals('The site of the museum.\nWe went down.')).not.toContain('outage');
  expect(findSignals('The   site \t is   down')).toContain('outage');
});
