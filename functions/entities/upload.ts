import type { EntityItem } from 'electrodb';
import type { CompanyId, InquiryId, UploadId } from '../../schemas/ids.ts';
import { AttachmentType } from '../../schemas/inquiry.ts';
import { Mode } from '../../schemas/mode.ts';
import { type } from './attribute-types.ts';
import { entityOf, getConsistently, withAwsErrors } from './store.ts';

/** A file for which a company has a form; `used` once an inquiry has taken it. */
export const Upload = entityOf({
  model: { entity: 'upload', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    uploadId: { type: type.uploadId, required: true, readOnly: true },
    /** Of the requesting key; without one, inquiries of either mode may take it. */
    mode: { type: Mode.options, readOnly: true },
    filename: { type: 'string', required: true, readOnly: true },
    contentType: { type: AttachmentType.options, required: true, readOnly: true },
    bytes: { type: 'number', required: true, readOnly: true },
    /** Base64, the form of S3's header. */
    sha256: { type: 'string', required: true, readOnly: true },
    state: { type: ['open', 'used'] as const, required: true },
    /** The inquiry that has taken it. */
    inquiryId: { type: type.inquiryId },
    /** Epoch seconds; checked on reading, since the table deletes late. */
    expiresAt: { type: 'number', required: true, readOnly: true },
  },
  indexes: {
    upload: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['uploadId'] },
    },
  },
});
export type UploadItem = EntityItem<ReturnType<typeof Upload>>;

/** A company's upload, read consistently; null when it has none of that id. */
export async function findUpload(companyId: CompanyId, uploadId: UploadId): Promise<UploadItem | null> {
  return getConsistently(Upload().get({ companyId, uploadId }));
}

export async function createUpload(upload: Omit<UploadItem, 'state' | 'inquiryId'>): Promise<void> {
  await withAwsErrors(() =>
    Upload()
      .create({ ...upload, state: 'open' })
      .go(),
  );
}

/** Part of the transaction that accepts an inquiry: it takes the upload, unless another one has. */
export const takeUpload = ({
  companyId,
  uploadId,
  inquiryId,
}: {
  companyId: CompanyId;
  uploadId: UploadId;
  inquiryId: InquiryId;
}) =>
  Upload.inTransaction()
    .patch({ companyId, uploadId })
    .set({ state: 'used', inquiryId })
    .where((attribute, { eq }) => eq(attribute.state, 'open'))
    .commit();
