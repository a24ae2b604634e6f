import { Entity, type EntityItem } from 'electrodb';
import { padding, type } from './attribute-types.ts';

/** What was said when an inquiry was opened again. The key allows one for each run. */
export const Message = new Entity({
  model: { entity: 'message', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    /** The run that the message raised. */
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    by: { type: ['customer', 'company'] as const, required: true },
    text: { type: 'string', required: true },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    message: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['run'] },
    },
  },
});
export type MessageItem = EntityItem<typeof Message>;
