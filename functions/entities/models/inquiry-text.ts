import type { EntityItem } from 'electrodb';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** What the customer wrote and sent: large, personal, written once. */
export const InquiryText = entityOf({
  model: { entity: 'inquiryText', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    content: { type: 'string', required: true },
    customerEmail: { type: 'string' },
    attachments: { type: type.attachments, required: true },
  },
  indexes: {
    text: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
export type InquiryTextItem = EntityItem<ReturnType<typeof InquiryText>>;
