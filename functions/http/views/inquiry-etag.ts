import type { InquiryId, Run } from '../../../schemas/ids.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';

/** Strong: the version rises with every change of what the inquiry's representations are made of. */
export const etagOf = ({ inquiryId, version }: InquiryItem): string => `"${inquiryId}-v${version}"`;

/** Strong: an answer is never changed, only followed by another run's. */
export const answerEtagOf = (inquiryId: InquiryId, run: Run): string => `"${inquiryId}-a${run}"`;

/** What a caller may do with a representation: keep it, but ask each time whether it still holds. */
export const revalidated = (etag: string): Record<string, string> => ({ etag, 'cache-control': 'private, no-cache' });

/** True when `If-None-Match` names `etag` or `*`, compared weakly as RFC 9110 (13.1.2) has it. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
