import type { EntityItem } from 'electrodb';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/** What was read off one page of an attachment. */
export const PageText = entityOf({
  model: { entity: 'pageText', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    attachmentNumber: { type: type.attachmentNumber, required: true, readOnly: true, padding: padding.count },
    page: { type: 'number', required: true, readOnly: true, padding: padding.count },
    outcome: { type: ['read', 'empty', 'unreadable'] as const, required: true },
    /** Reading it was given up at a limit of time or memory, which no page has to meet. */
    isBeyondLimits: { type: 'boolean' },
    text: { type: 'string', required: true },
    /** The page holds more text than is kept. */
    isCut: { type: 'boolean' },
    /** Mean word confidence, 0–100; absent for a text layer and for what could not be read. */
    confidence: { type: 'number' },
    /** Words below the confidence a reader would trust, for the evidence card. */
    unsureWords: { type: type.strings, required: true },
    /** Who was asked to read it; nobody for a text layer. */
    readers: { type: type.pageReaders },
    /** US dollars; absent when no model read it or the model's price is not known. */
    modelCostUsd: { type: 'number' },
  },
  indexes: {
    page: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['attachmentNumber', 'page'] },
    },
  },
});
export type PageTextItem = EntityItem<ReturnType<typeof PageText>>;
