import { attachmentLimitsOf } from '../../../domain/attachments/attachment-limits.ts';
import { Plan } from '../../../schemas/company.ts';
import { BeginProcessingOutput } from '../../../schemas/workflow.ts';

test('a higher plan never allows less', () => {
  const [basic, pro, enterprise] = Plan.options.map(attachmentLimitsOf);

  expect(basic).toEqual({ attachments: 5, attachmentBytes: 5_000_000, pdfPages: 10 });
  expect(pro).toEqual({ attachments: 5, attachmentBytes: 10_000_000, pdfPages: 20 });
  expect(enterprise).toEqual({ attachments: 5, attachmentBytes: 10_000_000, pdfPages: 50 });
});

test.each(Plan.options)('all pages that plan %s allows can be listed for reading', (plan) => {
  const { attachments, pdfPages } = attachmentLimitsOf(plan);
  const pages = Array.from({ length: attachments * pdfPages }, (_, index) => ({
    attachmentNumber: 1 + (index % attachments),
    page: 1 + Math.floor(index / attachments),
    ocrRoute: 'textract',
  }));

  expect(BeginProcessingOutput.safeParse({ pages, withheld: [] })).toMatchObject({ success: true });
});
