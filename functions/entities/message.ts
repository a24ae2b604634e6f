import type { EntityItem } from 'electrodb';
import type { InquiryId, Run } from '../../schemas/ids.ts';
import { padding, type } from './attribute-types.ts';
import { entityOf, getConsistently, withAwsErrors } from './store.ts';

/** A message of the asker after the inquiry: one may raise a run, others join it while people have the case. */
export const Message = entityOf({
  model: { entity: 'message', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    /** 0 for the message that raised the run, from 1 for those that joined it. */
    number: { type: 'number', required: true, readOnly: true, padding: padding.count },
    by: { type: ['customer', 'company'] as const, required: true },
    text: { type: 'string', required: true },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    message: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['run', 'number'] },
    },
  },
});
export type MessageItem = EntityItem<ReturnType<typeof Message>>;

/** The message that raised a run, read consistently; null when none did. */
export async function findMessage(inquiryId: InquiryId, run: Run): Promise<MessageItem | null> {
  return getConsistently(Message().get({ inquiryId, run, number: 0 }));
}

/** The asker's messages after the inquiry, oldest first, read consistently. */
export async function listMessages(inquiryId: InquiryId): Promise<readonly MessageItem[]> {
  const { data } = await withAwsErrors(() =>
    Message().query.message({ inquiryId }).go({ consistent: true, pages: 'all' }),
  );
  return data;
}
