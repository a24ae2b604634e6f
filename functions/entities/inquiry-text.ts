import type { EntityItem } from 'electrodb';
import type { InquiryId } from '../../schemas/ids.ts';
import { padding, type } from './attribute-types.ts';
import { type CreateOutcome, createOnce } from './commit.ts';
import { entityOf, getConsistently } from './store.ts';

/** The customer's text and files: large, personal, written once. */
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

/** The text of one page of an attachment. */
export const PageText = entityOf({
  model: { entity: 'pageText', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    attachmentNumber: { type: type.attachmentNumber, required: true, readOnly: true, padding: padding.count },
    page: { type: 'number', required: true, readOnly: true, padding: padding.count },
    outcome: { type: ['read', 'empty', 'unreadable'] as const, required: true },
    /** Reading it reached a limit of time or memory, as no normal page does. */
    isBeyondLimits: { type: 'boolean' },
    text: { type: 'string', required: true },
    /** The page holds more text than is kept. */
    isCut: { type: 'boolean' },
    /** Mean word confidence, 0–100; absent for a text layer and for an unreadable page. */
    confidence: { type: 'number' },
    /** Words of low confidence, for the evidence card. */
    unsureWords: { type: type.strings, required: true },
    /** The readers that read it; none for a text layer. */
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

/** The customer's text, read consistently; null when it has been erased. */
export async function findText(inquiryId: InquiryId): Promise<InquiryTextItem | null> {
  return getConsistently(InquiryText().get({ inquiryId }));
}

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createPageText = (pageText: PageTextItem): Promise<CreateOutcome> =>
  createOnce(pageText, PageText.inTransaction().create(pageText).commit());
