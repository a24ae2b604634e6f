import { cutText } from '../../domain/language/cut-text.ts';
import { policy } from '../../domain/policy.ts';
import type { OcrRoute } from '../../schemas/inquiry.ts';
import type { PageToRead } from '../../schemas/workflow.ts';
import { ExtractTextInput, ExtractTextOutput } from '../../schemas/workflow.ts';
import { waitUnlessUrgent } from '../analysis/wait-unless-urgent.ts';
import { inDocumentTurn } from '../documents/document-turns.ts';
import { type ModelReading, trustedConfidence } from '../documents/page-reading.ts';
import { readObject } from '../documents/read-object.ts';
import { readPdfPage } from '../documents/read-pdf-page.ts';
import type { StoredAttachment } from '../entities/attribute-types.ts';
import { createPageText, type PageTextItem } from '../entities/inquiry-text.ts';
import { requireRun } from '../entities/workspace.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';
import { JobError, WorkerGaveUp } from '../workers/worker-errors.ts';

/** A page needs one of the two, rarely both. */
const byModel = () => import('../documents/read-by-model.ts');
const byTextract = () => import('../documents/read-by-textract.ts');

type Finding = Pick<
  PageTextItem,
  'outcome' | 'isBeyondLimits' | 'text' | 'isCut' | 'confidence' | 'unsureWords' | 'readers' | 'modelCostUsd'
>;

/** The text, its reader, and the cost of a model. */
interface Read extends ModelReading {
  readonly readers: readonly OcrRoute[];
}

/** Reads one page of one attachment, once, and stores its text. An unreadable page is a finding. */
export const handler = task(
  { state: 'ExtractText', input: ExtractTextInput, output: ExtractTextOutput },
  async ({ inquiryId, run, page }) => {
    const workspace = await requireRun({ inquiryId, run });
    const { text, pageTexts } = workspace;
    const { attachmentNumber } = page;
    const known = pageTexts.find((item) => item.attachmentNumber === attachmentNumber && item.page === page.page);
    if (known !== undefined) return reading(page, known);
    const attachment = text.attachments.find((item) => item.number === attachmentNumber);
    if (attachment === undefined) throw new TaskError('RecordMissing', `attachment ${attachmentNumber}`);
    // The next page would end the worker as well, and delay other inquiries' files.
    const isGivenUp = pageTexts.some((item) => item.attachmentNumber === attachmentNumber && item.isBeyondLimits);
    const read = () => inDocumentTurn(workspace.inquiry.companyId, () => readPage(attachment, page));
    const finding = isGivenUp ? beyondLimits : await waitUnlessUrgent(workspace, read);
    await createPageText({ inquiryId, attachmentNumber, page: page.page, ...finding });
    return reading(page, finding);
  },
);

const beyondLimits: Finding = { outcome: 'unreadable', isBeyondLimits: true, text: '', unsureWords: [] };

const reading = ({ attachmentNumber, page }: PageToRead, { outcome, isBeyondLimits, confidence }: Finding) => ({
  attachmentNumber,
  page,
  outcome,
  ...(isBeyondLimits === true && { isBeyondLimits }),
  ...(confidence !== undefined && { confidence }),
});

async function readPage(attachment: StoredAttachment, { page, ocrRoute }: PageToRead): Promise<Finding> {
  const { contentType, objectKey } = attachment;
  const fetchFile = () => readObject(objectKey);
  try {
    if (contentType !== 'application/pdf') {
      return found(await readByRoute(await fetchFile(), { contentType, ocrRoute }));
    }
    const read = await readPdfPage(fetchFile, page);
    if (read.kind === 'text') return { outcome: 'read', ...kept(read.text), unsureWords: [] };
    return found(await readByRoute(read.document, { contentType, ocrRoute }));
  } catch (error) {
    if (isBeyondLimits(error)) return beyondLimits;
    if (isUnreadable(error)) return { outcome: 'unreadable', text: '', unsureWords: [] };
    throw error;
  }
}

/**
 * A page that Textract reads poorly is often in another script: the model reads it too, and the more confident one
 * counts.
 */
async function readByRoute(
  document: Uint8Array,
  { contentType, ocrRoute }: Pick<StoredAttachment, 'contentType'> & Pick<PageToRead, 'ocrRoute'>,
): Promise<Read> {
  const readByModel = async () => (await byModel()).readByModel(document, contentType);
  if (ocrRoute === 'model') return { ...(await readByModel()), readers: ['model'] };
  const first = await (await byTextract()).readByTextract(document);
  if (first.confidence >= trustedConfidence) return { ...first, readers: ['textract'] };
  const { modelCostUsd, ...second } = await readByModel();
  const surer = second.confidence > first.confidence ? second : first;
  return { ...surer, readers: ['textract', 'model'], ...(modelCostUsd !== undefined && { modelCostUsd }) };
}

const found = ({ text, confidence, unsureWords, ...use }: Read): Finding =>
  text.trim() === ''
    ? { outcome: 'empty', text: '', unsureWords: [], ...use }
    : { outcome: 'read', ...kept(text), confidence, unsureWords, ...use };

function kept(text: string): Pick<Finding, 'text' | 'isCut'> {
  const { mostPageCharacters } = policy.attachments;
  return text.length <= mostPageCharacters ? { text } : { text: cutText(text, mostPageCharacters), isCut: true };
}

/** The readers' errors for a faulty document, which no retry repairs. */
const unreadableNames: ReadonlySet<string> = new Set([
  'UnsupportedDocumentException',
  'BadDocumentException',
  'DocumentTooLargeException',
  'InvalidParameterException',
  'ValidationException',
  'NoSuchKey',
]);

const isBeyondLimits = (error: unknown): boolean =>
  error instanceof WorkerGaveUp || (error instanceof JobError && error.name === 'PageTooLong');

/** In a worker only the bytes of the file can be at fault. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof JobError || (error instanceof Error && unreadableNames.has(error.name));
