import { PDFDocument } from 'pdf-lib';
import { inspectAttachment } from '../../../domain/attachments/inspect-attachment.ts';
import { type PdfPage, type PdfPageJob, readPdfPage } from '../../../functions/documents/read-pdf-page.ts';
import { openWorkerPool } from '../../../functions/workers/worker-pool.ts';
import { pdfWith } from '../../domain/attachments/pdf-file.ts';
import { endlessPdf, wordyPdf } from '../../support/hostile-pdf.ts';
import { pdfOf } from '../../support/pdf.ts';

const fetched = (pdf: Uint8Array) => async () => pdf;
const body = new URL('../../../functions/documents/read-pdf-page.worker.ts', import.meta.url);
const limits = { jobMs: 3_000, heapMb: 128, residentMb: 2_000, workers: 1, waiting: 9, idleMs: 1_000 } as const;

test('a page with a text layer says its text', async () => {
  const pdf = await pdfOf(['The first page', 'The second page']);

  expect(await readPdfPage(fetched(pdf), 2)).toEqual({ kind: 'text', text: 'The second page' });
});

test('a page without one comes as a document of its own', async () => {
  const document = await PDFDocument.create();
  for (let page = 0; page < 3; page += 1) document.addPage([100, 100 + page]);

  const read = await readPdfPage(fetched(await document.save()), 3);

  const single = read.kind === 'scan' ? await PDFDocument.load(read.document) : document;
  expect(single.getPages().map((page) => page.getHeight())).toEqual([102]);
});

test.each([
  ['is no PDF', Buffer.from('%PDF-1.7 nothing'), 1],
  ['has fewer pages', pdfWith([]), 7],
])('a file that %s fails by its own fault', async (_, pdf, page) => {
  await expect(readPdfPage(fetched(pdf), page)).rejects.toHaveProperty('constructor.name', 'JobError');
});

test('a page that says its words over and over is not read to its end', async () => {
  const pdf = wordyPdf('and so on '.repeat(20));

  await expect(readPdfPage(fetched(pdf), 1)).rejects.toMatchObject({ name: 'PageTooLong' });
});

test('a page that takes without end is given up, and the next file is read', async () => {
  const pool = openWorkerPool<PdfPageJob, PdfPage>(body, limits);
  const sound = await pdfOf(['A sound page']);

  const first = pool.run({ pdf: endlessPdf(), page: 1 });
  const second = pool.run({ pdf: sound, page: 1 });

  // Which of the two it meets first is the machine's pace.
  await expect(first).rejects.toMatchObject({ name: 'WorkerGaveUp', at: expect.stringMatching(/^(time|memory)$/) });
  expect(await second).toEqual({ kind: 'text', text: 'A sound page' });
});

test.each([
  ['endless', endlessPdf()],
  ['wordy', wordyPdf('and so on')],
])('inspection lets the %s page in: only reading shows what it is', async (_, pdf) => {
  const limits = { pdfPages: 1, imagePixels: 1_000_000 };

  expect(await inspectAttachment(pdf, 'application/pdf', limits)).toMatchObject({ kind: 'ok', pages: 1 });
});
