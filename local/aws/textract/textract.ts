import * as z from 'zod/mini';
import { type Ocr, ocrFor } from '../../ai/ocr/ocr.ts';
import { AwsError } from '../aws-error.ts';
import { jsonService, targetOperation } from '../json-protocol.ts';
import { awsJson, type ServiceCall, service } from '../service.ts';
import { toBlocks } from './blocks.ts';
import { readDocument } from './document.ts';

/** Textract's DetectDocumentText by real OCR: PNG, JPEG and one-page PDF, Latin script only, as on AWS. */
export const textract = service({
  errors: awsJson,
  targetPrefix: 'Textract',
  operationOf: targetOperation,
  throttleOf: () => ({
    name: 'ProvisionedThroughputExceededException',
    status: 400,
    message: 'Provisioned rate exceeded',
  }),
  open: (options: TextractOptions) =>
    jsonService('1.1', {
      DetectDocumentText: async (input, call) => {
        const bytes = await documentBytes(input, { call, options });
        const page = await readDocument(bytes, ocrFor(options.ocr, call.signal));
        return {
          DetectDocumentTextModelVersion: 'local-tesseract',
          DocumentMetadata: { Pages: 1 },
          Blocks: toBlocks(page),
        };
      },
    }),
});

interface TextractOptions {
  readonly ocr: Ocr;
  /** Fetches an object named by `Document.S3Object`; without it such requests are refused. */
  readonly readObject?: (call: ServiceCall, bucket: string, key: string) => Promise<Uint8Array>;
}

const requestSchema = z.object({
  Document: z.object({
    Bytes: z.optional(z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/))),
    S3Object: z.optional(z.object({ Bucket: z.string(), Name: z.string() })),
  }),
});

async function documentBytes(
  input: Readonly<Record<string, unknown>>,
  { call, options }: { call: ServiceCall; options: TextractOptions },
): Promise<Uint8Array> {
  const request = requestSchema.safeParse(input);
  if (!request.success) throw invalidParameters();
  const { Bytes: base64, S3Object: object } = request.data.Document;
  if ((base64 === undefined) === (object === undefined)) throw invalidParameters();
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  if (object === undefined || options.readObject === undefined) {
    throw new AwsError(
      'InvalidS3ObjectException',
      'Unable to get object metadata from S3. Check object key, region and/or access permissions.',
    );
  }
  return options.readObject(call, object.Bucket, object.Name);
}

function invalidParameters(): AwsError {
  return new AwsError('InvalidParameterException', 'Request has invalid parameters');
}
