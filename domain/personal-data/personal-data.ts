/**
 * Kinds of personal data: Amazon Comprehend's names where it has one, KR_RRN (resident number) and KR_FRN (foreigner's
 * number) beside them.
 */
export type PersonalDataType =
  | 'ADDRESS'
  | 'BANK_ACCOUNT_NUMBER'
  | 'CREDIT_DEBIT_NUMBER'
  | 'DATE_TIME'
  | 'DRIVER_ID'
  | 'EMAIL'
  | 'INTERNATIONAL_BANK_ACCOUNT_NUMBER'
  | 'IP_ADDRESS'
  | 'KR_FRN'
  | 'KR_RRN'
  | 'NAME'
  | 'PASSPORT_NUMBER'
  | 'PASSWORD'
  | 'PHONE'
  | 'SSN'
  | 'URL';

/**
 * A stretch of text that is likely personal data. `begin` and `end` (exclusive) count code points; `score01` is 0–1.
 */
export interface PersonalDataSpan {
  readonly type: PersonalDataType;
  readonly begin: number;
  readonly end: number;
  readonly score01: number;
}

/** A pattern over folded text, and the evidence for or against a match. */
export interface PersonalDataRule {
  readonly type: PersonalDataType;
  /** Flags g and d; the group `value` is the span, else the whole match. */
  readonly pattern: RegExp;
  /** 0–1, or `undefined` when the match is something else. */
  readonly score01: (candidate: Candidate) => number | undefined;
}

export interface Candidate {
  readonly value: string;
  /** Folded text of the same clause before the value, at most 24 characters. */
  readonly before: string;
  /** Folded text after the value, at most 12 characters. */
  readonly after: string;
}

/** Words before a number that make it the number of a thing. */
const THING =
  /(?:주문|운송장|송장|바코드|사업자|버전|시리얼|모델|쿠폰|접수|회차|좌석|회원\s*번호|승인|재고|대표\s*번호|고객\s*센터|상품\s*(?:번호|코드)|합계|금액|포인트|\border|\btracking|\bbarcode|\bversion|\bserial|\bmodel|\bcoupon|\binvoice|\bticket|\bcase|\bSKU|\breference)[^,;]{0,12}$/iu;

/** A bank, or a word for an account, right before a number. */
const ACCOUNT =
  /(?:국민|신한|농협|카카오|토스|케이|새마을|우체국|제일|씨티|수협|신협|산업|우리|하나|기업|대구|부산|광주|전북|경남|제주|KB|NH|IBK|SC)\s*(?:(?:은행|뱅크|금고)\s*)?(?:계좌\s*)?(?:번호\s*)?(?:[:은는]\s*)?$|(?:은행|뱅크|계좌|예금주|입금)[^\d]{0,12}$|\baccount (?:number|no\.?|#)[^\d]{0,6}$/iu;

export function isAccountNumber({ before }: Candidate): boolean {
  return ACCOUNT.test(before);
}

/** True when the preceding words make the number that of a thing, not of a person. */
export function isThingNumber({ before }: Candidate): boolean {
  return THING.test(before);
}

export function digitsOf(value: string): string {
  return value.replace(/\D/gu, '');
}
