import { scriptOf } from '../../domain/language/script.ts';
import type { OcrRoute } from '../../schemas/inquiry.ts';
import {
  BeginProcessingInput,
  BeginProcessingOutput,
  type PageToRead,
  type WithheldAttachment,
} from '../../schemas/workflow.ts';
import { type Scanned, scanFindings } from '../documents/scan-attachments.ts';
import { findCompany } from '../entities/account.ts';
import type { StoredAttachment } from '../entities/attribute-types.ts';
import { requireRun, type Workspace } from '../entities/workspace.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/**
 * Lists the pages to be read, each by the reader of its script. Files that a malware scan has not cleared are withheld.
 */
export const handler = task(
  { state: 'BeginProcessing', input: BeginProcessingInput, output: BeginProcessingOutput },
  async ({ inquiryId, companyId, run }, { nowMs }) => {
    const workspace = await requireRun({ inquiryId, run });
    const company = await findCompany(companyId, nowMs);
    if (company === null) throw new TaskError('RecordMissing', 'company settings');
    const ageSeconds = (nowMs - workspace.inquiry.createdAtMs) / 1000;
    const scanned = await scanFindings(workspace.text.attachments, ageSeconds);
    const clean = scanned.flatMap(({ attachment, finding }) => (finding === 'clean' ? [attachment] : []));
    return {
      pages: pagesToRead(clean, ocrRoute(workspace, company.locale)),
      withheld: scanned.flatMap(withheldOf),
    };
  },
);

function withheldOf({ attachment: { number }, finding }: Scanned): readonly WithheldAttachment[] {
  switch (finding) {
    case 'clean':
      return [];
    case 'infected':
    case 'unscanned':
      return [{ attachmentNumber: number, finding }];
    case 'pending':
      throw new TaskError('ScanPending', `attachment ${number}`);
    default:
      return finding satisfies never;
  }
}

const pagesToRead = (attachments: readonly StoredAttachment[], route: OcrRoute): readonly PageToRead[] =>
  attachments.flatMap(({ number, pages }) =>
    Array.from({ length: pages }, (_, index) => ({ attachmentNumber: number, page: index + 1, ocrRoute: route })),
  );

function ocrRoute({ inquiry, text }: Workspace, locale: 'ko' | 'en'): OcrRoute {
  const script = scriptOf(`${inquiry.title}\n${text.content}`);
  switch (script) {
    case 'latin':
      return 'textract';
    case 'hangul':
    case 'kana':
    case 'han':
      return 'model';
    case 'other':
    case 'none':
      return locale === 'ko' ? 'model' : 'textract';
    default:
      return script satisfies never;
  }
}
