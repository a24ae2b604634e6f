import type { InquiryId } from '../../../schemas/ids.ts';
import { Inquiry } from '../models/inquiry.ts';

/** Part of a transaction that leaves the head as it is, but must not add to an inquiry that has been erased. */
export const unlessErased = (inquiryId: InquiryId) =>
  Inquiry.inTransaction()
    .check({ inquiryId })
    .where((attribute, { ne }) => ne(attribute.status, 'erased'))
    .commit();
