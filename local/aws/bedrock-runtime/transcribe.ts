import { WorkersBusy } from '../../../functions/workers/worker-errors.ts';
import type { Ocr } from '../../ai/ocr/ocr.ts';
import { OcrFailedError, UnreadableImageError } from '../../ai/ocr/ocr-errors.ts';
import type { OcrResult } from '../../ai/ocr/ocr-result.ts';
import { readPdf } from '../../ai/ocr/read-pdf.ts';
import { AwsError } from '../aws-error.ts';
import {
  type ContentBlock,
  type ConverseRequest,
  estimateImageTokens,
  estimateTokens,
  forcedToolOf,
  invalid,
  type ModelAnswer,
  textOf,
  useOfTool,
} from './converse.ts';

/** Converse's limits: 3.75 MB and 8,000 pixels for an image, 4.5 MB for a document. */
const MAX_IMAGE_BYTES = 3_932_160;
const MAX_DOCUMENT_BYTES = 4_718_592;

type Picture = { readonly kind: 'image' | 'pdf'; readonly bytes: Buffer };

/**
 * Reads the pictures of a request in Korean and English; the forced tool transcribe gets lines with confidences, else
 * plain text.
 */
export async function transcribe(request: ConverseRequest, ocr: Ocr): Promise<ModelAnswer> {
  const tool = forcedToolOf(request);
  if (tool !== undefined && tool !== 'transcribe')
    throw invalid(`The local reader serves the tool transcribe, not ${tool}`);
  const blocks = request.messages.flatMap(({ content }) => content);
  const pages: OcrResult[] = [];
  for (const picture of blocks.flatMap(pictureOf)) pages.push(await readPicture(picture, ocr));
  const textTokens = blocks.reduce((sum, block) => sum + estimateTokens(textOf(block)), 0);
  const inputTokens = textTokens + pages.reduce((sum, page) => sum + estimateImageTokens(page), 0);
  const maxTokens = request.inferenceConfig?.maxTokens ?? Number.POSITIVE_INFINITY;
  return answerWith(
    pages.flatMap(({ lines }) => lines.map(({ text, confidence }) => ({ text, confidence }))),
    { tool, inputTokens, maxTokens },
  );
}

interface Line {
  readonly text: string;
  readonly confidence: number;
}

function answerWith(
  lines: readonly Line[],
  { tool, inputTokens, maxTokens }: { tool: string | undefined; inputTokens: number; maxTokens: number },
): ModelAnswer {
  const costOf = (line: Line): number => estimateTokens(tool === undefined ? `${line.text}\n` : JSON.stringify(line));
  const kept: Line[] = [];
  let outputTokens = 0;
  for (const line of lines) {
    if (outputTokens + costOf(line) > maxTokens) break;
    outputTokens += costOf(line);
    kept.push(line);
  }
  const content =
    tool === undefined ? { text: kept.map(({ text }) => text).join('\n') } : useOfTool(tool, { lines: kept });
  const complete = tool === undefined ? 'end_turn' : 'tool_use';
  const stopReason = kept.length < lines.length ? 'max_tokens' : complete;
  return { content: [content], stopReason, inputTokens, outputTokens };
}

function pictureOf(block: ContentBlock): readonly Picture[] {
  if ('image' in block) {
    const bytes = Buffer.from(block.image.source.bytes, 'base64');
    if (bytes.length > MAX_IMAGE_BYTES)
      throw invalid(`The image has ${bytes.length} bytes; at most ${MAX_IMAGE_BYTES} are allowed`);
    return [{ kind: 'image', bytes }];
  }
  if (!('document' in block)) return [];
  if (block.document.format !== 'pdf')
    throw invalid(`The local reader takes documents of format pdf, not ${block.document.format}`);
  const bytes = Buffer.from(block.document.source.bytes, 'base64');
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw invalid(`The document has ${bytes.length} bytes; at most ${MAX_DOCUMENT_BYTES} are allowed`);
  }
  return [{ kind: 'pdf', bytes }];
}

async function readPicture({ kind, bytes }: Picture, ocr: Ocr): Promise<OcrResult> {
  try {
    if (kind === 'image') return await ocr.recognize(bytes, { script: 'korean' });
    const reading = await readPdf(bytes, { ocr, script: 'korean' });
    if (reading.kind === 'page') return reading.page;
    throw invalid(
      reading.kind === 'pages'
        ? `The local reader takes documents of one page, not ${reading.pageCount}`
        : 'The document could not be processed',
    );
  } catch (error) {
    if (error instanceof UnreadableImageError) throw invalid('Could not process image');
    if (error instanceof WorkersBusy) throw new AwsError('ThrottlingException', error.message, { status: 429 });
    if (error instanceof OcrFailedError) throw new AwsError('ModelErrorException', error.message, { status: 424 });
    throw error;
  }
}
