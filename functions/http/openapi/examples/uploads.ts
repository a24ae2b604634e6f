import type { OperationExamples } from './operation-examples.ts';

export const uploadExamples: Readonly<Record<string, OperationExamples>> = {
  createUpload: {
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
};
