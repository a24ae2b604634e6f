import { scriptOf } from '../../domain/language/script.ts';
import type { OcrRoute } from '../../schemas/inquiry.ts';
import { BeginProcessingInput, BeginProcessingOutput, type PageToRead } from '../../schemas/workflow.ts';
import { findCompany } from '../entities/reads/find-company.ts';
import type { Workspace } from '../entities/reads/read-workspace.ts';
import { requireRun } from '../entities/reads/require-run.ts';
import { task } from '../middleware/task.ts';
import { TaskError } from '../task-error.ts';

/** Checks that the run is the inquiry's own and lists the pages to be read, each by the reader that knows its script. */
export const handler = task(
  { state: 'BeginProcessing', input: BeginProcessingInput, output: BeginProcessingOutput },
  async ({ inquiryId, companyId, run }, { nowMs }) => {
    const workspace = await requireRun({ inquiryId, run });
    if (workspace.inquiry.entry === 'escalate') return { pages: [] };
    if (workspace.text.attachments.length === 0) return { pages: [] };
    const company = await findCompany(companyId, nowMs);
    if (company === null) throw new TaskError('RecordMissing', 'company settings');
    return { pages: pagesToRead(workspace, ocrRoute(workspace, company.locale)) };
  },
);

const pagesToRead = ({ text }: Workspace, route: OcrRoute): readonly PageToRead[] =>
  text.attachments.flatMap(({ number, pages }) =>
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
