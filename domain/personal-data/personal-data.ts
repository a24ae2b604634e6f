/** Kinds of personal data: Amazon Comprehend's names where it has one, KR_RRN (resident number) and KR_FRN (foreigner's number) beside them. */
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

/** A stretch of text that is likely personal data. `begin` and `end` (exclusive) count code points; `score01` is 0–1. */
export interface PersonalDataSpan {
  readonly type: PersonalDataType;
  readonly begin: number;
  readonly end: number;
  readonly score01: number;
}

/** A pattern over folded text and what speaks for or against a match. */
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
