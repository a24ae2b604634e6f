import { InquiryId } from '../../schemas/ids.ts';
import { sealed, unsealed } from './mac.ts';

/** What the customer holds: reads one inquiry's status and asks for a person, nothing else. `st.<inquiryId>.<MAC>` */
export const statusTokenOf = (inquiryId: InquiryId): string => sealed('status', `st.${inquiryId}`);

/** The inquiry a status token was made for; null when it was not made here. */
export function readStatusToken(token: string): InquiryId | null {
  const text = unsealed('status', token);
  if (text === null || !text.startsWith('st.')) return null;
  const inquiryId = InquiryId.safeParse(text.slice('st.'.length));
  return inquiryId.success ? inquiryId.data : null;
}
