import { PDFDocument } from 'pdf-lib';

/** A PDF with a page for each text, in a text layer. */
export async function pdfOf(texts: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const text of texts) document.addPage([1_200, 200]).drawText(text, { x: 20, y: 100, size: 12 });
  return document.save();
}
