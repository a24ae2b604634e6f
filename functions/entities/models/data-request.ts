import type { EntityItem } from 'electrodb';
import { DataRequestKind, DataRequestState } from '../../../schemas/data-request.ts';
import { Mode } from '../../../schemas/mode.ts';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/**
 * A person's request about their data: what is to be done, how far it is, and afterwards the proof that it was done. It
 * is kept; of the person it holds the hash of their address alone.
 */
export const DataRequest = entityOf({
  model: { entity: 'dataRequest', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    dataRequestId: { type: type.dataRequestId, required: true, readOnly: true },
    /** Of the inquiries that it is about: of the key that asked. */
    mode: { type: Mode.options, required: true, readOnly: true },
    kind: { type: DataRequestKind.options, required: true, readOnly: true },
    state: { type: DataRequestState.options, required: true },
    /** Of `personHashOf`. */
    personHash: { type: 'string', required: true, readOnly: true },
    requestedBy: { type: type.apiKeyId, required: true, readOnly: true },
    inquiries: { type: 'number', required: true },
    items: { type: 'number', required: true },
    objects: { type: 'number', required: true },
    mails: { type: 'number', required: true },
    /** Of an export on its way: parts written, bytes in them, of which attachments, and where the next part goes on. */
    parts: { type: 'number', required: true },
    partBytes: { type: 'number', required: true },
    attachmentBytes: { type: 'number', required: true },
    cursor: { type: 'string' },
    /** Until when an export can be fetched. */
    availableUntilMs: { type: type.epochMs },
    createdAtMs: { type: type.epochMs, required: true, readOnly: true },
    finishedAtMs: { type: type.epochMs },
  },
  indexes: {
    request: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['dataRequestId'] },
    },
  },
});
export type DataRequestItem = EntityItem<ReturnType<typeof DataRequest>>;
