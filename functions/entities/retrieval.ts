import type { EntityItem } from 'electrodb';
import type { InquiryId, Run } from '../../schemas/ids.ts';
import { padding, type } from './attribute-types.ts';
import { type CreateOutcome, createOnce } from './commit.ts';
import { entityOf, getConsistently } from './store.ts';

/**
 * The passages of a run, word for word: the model, the checks of its draft and the people who
 * may take over read the same passages, however the index changes meanwhile.
 */
export const Retrieval = entityOf({
  model: { entity: 'retrieval', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    /**
     * A `Retrieved` as JSON, below 130 KB: every later task reads it with its partition, and one text costs store
     * and SDK half as much as five maps.
     */
    found: { type: 'string', required: true },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    retrieval: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['run'] },
    },
  },
});
export type RetrievalItem = EntityItem<ReturnType<typeof Retrieval>>;

export async function findRetrieval(key: { inquiryId: InquiryId; run: Run }): Promise<RetrievalItem | null> {
  return getConsistently(Retrieval().get(key));
}

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createRetrieval = (retrieval: RetrievalItem): Promise<CreateOutcome> =>
  createOnce(retrieval, Retrieval.inTransaction().create(retrieval).commit());
