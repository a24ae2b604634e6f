import fc from 'fast-check';
import { findPersonalData } from '../../../domain/personal-data/find-personal-data.ts';
import { maskPersonalData } from '../../../domain/personal-data/mask-personal-data.ts';

const found = (text: string, language = 'ko'): readonly string[] =>
  findPersonalData(text, { language }).map(({ type, begin, end }) => `${type}:${[...text].slice(begin, end).join('')}`);

describe('Korean texts', () => {
  test.each([
    ['주민번호 900101-1234568 입니다', 'KR_RRN:900101-1234568'],
    ['주민번호：９００１０１－１２３４５６８', 'KR_RRN:９００１０１－１２３４５６８'],
    ['본인인증 010203-4****** 확인', 'KR_RRN:010203-4******'],
    ['외국인등록번호 850505-5123456', 'KR_FRN:850505-5123456'],
    ['연락처는 010-1234-5678 이고요', 'PHONE:010-1234-5678'],
    ['휴대폰 +82 10 1234 5678로 주세요', 'PHONE:+82 10 1234 5678'],
    ['회사 02)734-5678 로 걸어 주세요', 'PHONE:02)734-5678'],
    ['메일은 kim.lee+shop@example.co.kr로 부탁드려요', 'EMAIL:kim.lee+shop@example.co.kr'],
    ['카드 4111-1111-1111-1111로 결제했어요', 'CREDIT_DEBIT_NUMBER:4111-1111-1111-1111'],
    ['환불은 신한은행 110-234-567890 으로', 'BANK_ACCOUNT_NUMBER:110-234-567890'],
    ['여권번호 M12345678 로 예약', 'PASSPORT_NUMBER:M12345678'],
    ['면허 12-34-567890-12 등록', 'DRIVER_ID:12-34-567890-12'],
    ['성함은 남궁민수 입니다', 'NAME:남궁민수'],
    ['받는 사람은 김하늘 입니다', 'NAME:김하늘'],
    ['서울시 강남구 테헤란로 152로 보내 주세요', 'ADDRESS:서울시 강남구 테헤란로 152'],
    ['비밀번호는 abc123! 로 했는데', 'PASSWORD:abc123!'],
  ])('finds it in %s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  test.each([
    '주문번호 20241012-4471 언제 오나요',
    '운송장 123456789012 조회해 주세요',
    '바코드 8801234567893 상품 맞나요',
    '사업자 214-86-55321 세금계산서요',
    '버전 10.20.30.40 업데이트 후 오류',
    '회원번호 4111111111111111 로그인 불가',
    '고객센터 1588-0001 로 전화했는데 안 받아요',
    '합계 3,456,789,012원이 맞나요',
    '재고 010개 남았다고 나오는데 맞나요',
    '회차 991341-1234567 추첨 결과',
    '이용자입니다. 반품하고 싶어요',
  ])('finds nothing in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('scores a resident number with the old check digit above one without', () => {
    const [withDigit] = findPersonalData('본인 900101-1234568', { language: 'ko' });
    const [without] = findPersonalData('본인 900101-1234567', { language: 'ko' });

    expect(withDigit?.score01).toBeGreaterThan(without?.score01 ?? 1);
    expect(without?.type).toBe('KR_RRN');
  });

  test('does not take a day that the calendar lacks for a birth date', () => {
    expect(found('번호 900231-1234567')).toEqual([]);
  });

  test('keeps a bank account that happens to pass the card checksum an account', () => {
    expect(found('농협 4111111111111111 예금주')).toEqual(['BANK_ACCOUNT_NUMBER:4111111111111111']);
  });
});

describe('English texts', () => {
  test.each([
    ['My card 4111 1111 1111 1111 was charged', 'CREDIT_DEBIT_NUMBER:4111 1111 1111 1111'],
    ['please call me at 555-867-5309', 'PHONE:555-867-5309'],
    ['my SSN is 514-69-0360', 'SSN:514-69-0360'],
    ['IBAN GB82 WEST 1234 5698 7654 32', 'INTERNATIONAL_BANK_ACCOUNT_NUMBER:GB82 WEST 1234 5698 7654 32'],
    ['blocked from 192.168.10.20 again', 'IP_ADDRESS:192.168.10.20'],
    ['see https://example.com/orders/1 for it', 'URL:https://example.com/orders/1'],
    ['My name is Dana Whitfield and', 'NAME:Dana Whitfield'],
    ['ship it to 14 Crown Street, London please', 'ADDRESS:14 Crown Street, London'],
    ['delivered on 2026-03-04 at noon', 'DATE_TIME:2026-03-04'],
    ['my password is hunter2!x ok', 'PASSWORD:hunter2!x'],
  ])('finds it in %s', (text, expected) => {
    expect(found(text, 'en')).toContain(expected);
  });

  test.each([
    'Order 123-4567-890 has not arrived',
    'tracking number 9400 1000 0000 0000 0000 00',
    'my password is not working',
    'I am very angry about version 10.2.3.4',
    'IBAN GB82 WEST 1234 5698 7654 33 is wrong',
  ])('finds nothing in %s', (text) => {
    expect(found(text, 'en')).toEqual([]);
  });
});

test('counts offsets in code points', () => {
  const [span] = findPersonalData('😀😀 mail a@example.com', { language: 'en' });

  expect(span).toEqual({ type: 'EMAIL', begin: 8, end: 21, score01: 0.99 });
});

test('spans are in order, do not overlap and stay within any text', () => {
  const pieces = fc.constantFrom(
    '010-1234-5678',
    ' ',
    '4111111111111111',
    '계좌 ',
    'a@b.co',
    '😀',
    '９００１０１',
    '-1234567',
    '카드',
    '서울시 강남구 ',
    'x',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), fc.constantFrom('ko', 'en'), (parts, language) => {
      const text = parts.join('');
      const spans = findPersonalData(text, { language });
      let last = 0;
      for (const { begin, end, score01 } of spans) {
        expect(begin).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(begin);
        expect(score01).toBeGreaterThan(0);
        expect(score01).toBeLessThanOrEqual(1);
        last = end;
      }
      expect(last).toBeLessThanOrEqual([...text].length);
    }),
  );
});

describe('maskPersonalData', () => {
  test('puts the kind in place of each span, also behind an emoji', () => {
    const text = '😀 저는 010-1234-5678, a@example.com 입니다';

    const masked = maskPersonalData(text, findPersonalData(text, { language: 'ko' }));

    expect(masked).toBe('😀 저는 [PHONE], [EMAIL] 입니다');
  });

  test('leaves a text without spans as it is', () => {
    expect(maskPersonalData('반품하고 싶어요', [])).toBe('반품하고 싶어요');
  });
});
