import type { InquiryId } from '../../../schemas/ids.ts';
import type { TransactionEntities } from '../service.ts';

/** Part of a transaction that leaves the head as it is, but must not add to an inquiry that has been erased. */
export const unlessErased = (entity: TransactionEntities, inquiryId: InquiryId) =>
  entity.inquiry
    .check({ inquiryId })
    .where((attribute, { ne }) => ne(attribute.status, 'erased'))
    .commit();
