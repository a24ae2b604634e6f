import { PDFDocument } from 'pdf-lib';
import { getDocumentProxy } from 'unpdf';
import { serveJobs } from '../workers/serve-jobs.ts';
import type { PdfPage, PdfPageJob } from './read-pdf-page.ts';

/** A page of print has some thousand; one that repeats itself without end is given up. */
const mostCharacters = 300_000;

serveJobs<PdfPageJob, PdfPage>(async ({ pdf, page }) => {
  const text = await textLayerOf(pdf, page);
  return text === '' ? { kind: 'scan', document: await singlePage(pdf, page) } : { kind: 'text', text };
});

/** The text layer of a page, '' when there is none. @throws when the file is not a readable PDF. */
async function textLayerOf(pdf: Uint8Array, page: number): Promise<string> {
  // pdf.js takes the buffer over and refuses Node's own type, so it gets a plain copy.
  const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 });
  if (page > document.numPages) return '';
  const reader = (await document.getPage(page)).streamTextContent().getReader();
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    for (const item of read.value.items) if ('str' in item) text += `${item.str}${item.hasEOL ? '\n' : ''}`;
    if (text.length > mostCharacters) throw new PageTooLong(`The page has more than ${mostCharacters} characters`);
  }
  return text.trim();
}

class PageTooLong extends Error {
  override readonly name = 'PageTooLong';
}

/** One page as a PDF, the form that the synchronous readers accept. */
async function singlePage(pdf: Uint8Array, page: number): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf);
  if (source.getPageCount() === 1 && page === 1) return pdf;
  const single = await PDFDocument.create();
  const [copied] = page > source.getPageCount() ? [] : await single.copyPages(source, [page - 1]);
  if (copied === undefined) throw new RangeError(`Page ${page} of ${source.getPageCount()}`);
  single.addPage(copied);
  return single.save();
}
