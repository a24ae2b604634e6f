import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type Ocr, ocrFor } from '../../ai/ocr/ocr.ts';
import type { OcrBox, OcrLine, OcrResult, OcrWord } from '../../ai/ocr/ocr-result.ts';
import { AwsError } from '../aws-error.ts';
import { awsJson, jsonService, type ServiceCall, service, targetOperation } from '../service.ts';
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

interface Block {
  readonly BlockType: 'PAGE' | 'LINE' | 'WORD';
  readonly Id: string;
  readonly Geometry: object;
  readonly Relationships?: readonly { readonly Type: 'CHILD'; readonly Ids: readonly string[] }[];
  readonly Confidence?: number;
  readonly Text?: string;
  readonly TextType?: 'PRINTED';
}

/**
 * Textract's tree: PAGE, then its LINEs, then their WORDs, tied by CHILD relationships. Geometry in fractions of the
 * page.
 */
function toBlocks(page: OcrResult): readonly Block[] {
  const lines = page.lines.map((line) => lineBlocks(line, page));
  const lineIds = lines.map(({ line }) => line.Id);
  const whole: OcrBox = { left: 0, top: 0, width: page.widthPx, height: page.heightPx };
  return [
    { BlockType: 'PAGE', Id: randomUUID(), Geometry: geometry(whole, page), ...children(lineIds) },
    ...lines.map(({ line }) => line),
    ...lines.flatMap(({ words }) => words),
  ];
}

function lineBlocks(line: OcrLine, page: OcrResult): { line: Block; words: readonly Block[] } {
  const words = line.words.map(
    (word): Block => ({ BlockType: 'WORD', Id: randomUUID(), ...textOf(word, page), TextType: 'PRINTED' }),
  );
  const ids = words.map((word) => word.Id);
  return { line: { BlockType: 'LINE', Id: randomUUID(), ...textOf(line, page), ...children(ids) }, words };
}

function textOf(word: OcrWord, page: OcrResult): { Text: string; Confidence: number; Geometry: object } {
  const confidence = Math.min(100, Math.max(0, word.confidence));
  return { Text: word.text, Confidence: confidence, Geometry: geometry(word.box, page) };
}

function children(ids: readonly string[]): Pick<Block, 'Relationships'> {
  return ids.length === 0 ? {} : { Relationships: [{ Type: 'CHILD', Ids: ids }] };
}

function geometry(box: OcrBox, page: OcrResult): object {
  const left = fraction(box.left, page.widthPx);
  const top = fraction(box.top, page.heightPx);
  const right = fraction(box.left + box.width, page.widthPx);
  const bottom = fraction(box.top + box.height, page.heightPx);
  return {
    BoundingBox: { Left: left, Top: top, Width: right - left, Height: bottom - top },
    Polygon: [
      { X: left, Y: top },
      { X: right, Y: top },
      { X: right, Y: bottom },
      { X: left, Y: bottom },
    ],
  };
}

function fraction(value: number, whole: number): number {
  return Math.min(1, Math.max(0, value / whole));
}
