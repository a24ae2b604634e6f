/** One indirect object of a PDF (ISO 32000-1, 7.3.10), as it stands in the file. */
export interface PdfObject {
  readonly number: number;
  /** Its text without stream data; of a stream, its dictionary. Hex escapes in names are resolved. */
  readonly text: string;
  readonly stream: Uint8Array | null;
}

const keyword = />>\s{0,32}stream\r?\n|(?<!\d)(\d{1,10})\s{1,32}\d{1,5}\s{1,32}obj(?![A-Za-z])|endobj|trailer/g;

interface Piece {
  readonly number: number;
  readonly from: number;
}

/**
 * The objects of a PDF in file order, found by their keywords and not by the cross-reference table, which may be wrong or
 * lie. Text outside of objects (trailers) comes as objects numbered -1. One pass, whatever the file holds.
 */
export function* readPdfObjects(bytes: Uint8Array): Generator<PdfObject> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const pattern = new RegExp(keyword);
  let piece: Piece = { number: -1, from: 0 };
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const dataFrom = found.index + found[0].length;
    if (found[1] !== undefined) {
      yield toObject(piece, { text: text.slice(piece.from, found.index), stream: null });
      piece = { number: Number(found[1]), from: dataFrom };
    } else if (found[0].startsWith('>>')) {
      const dataEnd = text.indexOf('endstream', dataFrom);
      if (dataEnd < 0) return;
      const dictionary = text.slice(piece.from, found.index + '>>'.length);
      yield toObject(piece, { text: dictionary, stream: bytes.subarray(dataFrom, dataEnd) });
      piece = { number: -1, from: dataEnd };
      pattern.lastIndex = dataEnd;
    } else {
      yield toObject(piece, { text: text.slice(piece.from, found.index), stream: null });
      piece = { number: -1, from: dataFrom };
    }
  }
  yield toObject(piece, { text: text.slice(piece.from), stream: null });
}

/**
 * The objects packed into an object stream (7.5.7): `text` is its inflated data, `first` where the objects begin. Ends
 * where offsets stop rising, since objects that overlap would make a small stream endless work.
 */
export function* readPackedObjects(text: string, first: number): Generator<PdfObject> {
  const numbers = (text.slice(0, first).match(/\d{1,10}/g) ?? []).map(Number);
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [number = -1, offset = 0, , nextOffset] = numbers.slice(index, index + 4);
    const end = nextOffset === undefined ? text.length : first + nextOffset;
    if (end < first + offset) return;
    yield toObject({ number, from: 0 }, { text: text.slice(first + offset, end), stream: null });
  }
}

const toObject = ({ number }: Piece, { text, stream }: Omit<PdfObject, 'number'>): PdfObject => ({
  number,
  text: text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  stream,
});
