import { PDFDocument } from 'pdf-lib';
import { extractText, getDocumentProxy } from 'unpdf';

/** What the text layer says on a page, '' when there is none. @throws when the file is not a readable PDF. */
export async function textLayerOf(pdf: Uint8Array, page: number): Promise<string> {
  // pdf.js takes the buffer over, so it gets a copy.
  const document = await getDocumentProxy(pdf.slice());
  const { text } = await extractText(document, { mergePages: false });
  return (text[page - 1] ?? '').trim();
}

/** One page as a PDF of its own, the form in which the synchronous readers take it. */
export async function singlePage(pdf: Uint8Array, page: number): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf);
  if (source.getPageCount() === 1) return pdf;
  const single = await PDFDocument.create();
  const [copied] = await single.copyPages(source, [page - 1]);
  if (copied === undefined) throw new RangeError(`Page ${page} of ${source.getPageCount()}`);
  single.addPage(copied);
  return single.save();
}
