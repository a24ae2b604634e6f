import { fieldsOf } from './field-docs.ts';
import type { AreaDocs } from './operation-docs.ts';
import { CreateUploadRequest, CreateUploadResponse, type uploadRoutes } from './uploads.ts';

/** A form for one photo. */
export const uploadDocs = {
  createUpload: {
    summary: 'Get a form to upload one file with, for an inquiry to come',
    description:
      'For files that a request does not take. The form is bound to the announced type, size and SHA-256 and takes the file for 15 minutes: POST its `fields`, then the file as `file`, to `url` as multipart/form-data. Name `uploadId` in `uploadIds` of a submission within a day; one inquiry can have it.',
    request: {
      photo: {
        summary: '영수증 사진',
        value: {
          filename: 'receipt.jpg',
          contentType: 'image/jpeg',
          bytes: 3_481_902,
          sha256: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
        },
      },
    },
    response: {
      form: {
        summary: 'A form for this one file',
        value: {
          uploadId: '01kf2v7m3q8w5x9y0z1a2b3c4d',
          url: 'https://inquiries-123456789012-ap-northeast-2.s3.ap-northeast-2.amazonaws.com/',
          fields: {
            'Content-Type': 'image/jpeg',
            'x-amz-checksum-algorithm': 'SHA256',
            'x-amz-checksum-sha256': 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
            key: 'uploads/01jd0000000000000000000aaa/01kf2v7m3q8w5x9y0z1a2b3c4d',
            Policy: 'eyJleHBpcmF0aW9uIjoi…',
            'X-Amz-Signature': '2c26b46b68ffc68f…',
          },
          expiresAt: '2026-01-16T00:45:02.000Z',
        },
      },
    },
  },
} as const satisfies AreaDocs<typeof uploadRoutes>;

export const uploadFields = [
  fieldsOf(CreateUploadRequest, {
    filename: 'Name that agents see, with its extension.',
    contentType: 'Type of the file; its content must match.',
    bytes: 'Exact size of the file in bytes; the plan says how many are allowed.',
    sha256: 'SHA-256 of the file: its 32 bytes in base64.',
  }),
  fieldsOf(CreateUploadResponse, {
    uploadId: 'Id for `uploadIds` of a submission, good for a day.',
    url: 'Where the form is posted to, as multipart/form-data.',
    fields: 'Fields of the form, to be posted before the file itself.',
    expiresAt: 'Until when the form accepts the file.',
  }),
];
