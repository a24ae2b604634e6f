import { planLimits } from '../../../domain/plans.ts';
import { Plan } from '../../../schemas/company.ts';
import { BeginProcessingOutput } from '../../../schemas/workflow.ts';

test.each(Plan.options)('all pages that plan %s allows can be listed for reading', (plan) => {
  const { attachments, pdfPages } = planLimits(plan);
  const pages = Array.from({ length: attachments * pdfPages }, (_, index) => ({
    attachmentNumber: 1 + (index % attachments),
    page: 1 + Math.floor(index / attachments),
    ocrRoute: 'textract',
  }));

  expect(BeginProcessingOutput.safeParse({ pages, withheld: [] })).toMatchObject({ success: true });
});
