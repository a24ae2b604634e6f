import { type Beyond, pdfLimits } from './pdf-limits.ts';

/** A value of a PDF (ISO 32000-1, 7.3); strings, booleans, null and words that are none of its types are `other`. */
export type PdfValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: PdfDictionary }
  | { readonly kind: 'other' };

export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** The content between `obj` and the word that ends it. */
export interface ParsedObject {
  /** The first value; `other` when there is none. */
  readonly value: PdfValue;
  /** Where parsing ended, at the ending word. */
  readonly end: number;
  readonly endsInStream: boolean;
  readonly values: number;
  /** The limit that ended it. */
  readonly beyond: Extract<Beyond, 'nesting' | 'valuesOfObject'> | null;
}

const other: PdfValue = { kind: 'other' };
const endingWords: ReadonlySet<string> = new Set([
  'endobj',
  'obj',
  'stream',
  'endstream',
  'trailer',
  'xref',
  'startxref',
]);

/**
 * Parses the object at `from`, as leniently as readers do: skips nonsense; an unterminated value ends
 * with the object. Reads each byte once; nests no deeper than `pdfLimits.nesting`.
 */
export function parseObject(bytes: Uint8Array, from: number): ParsedObject {
  const parser = new Parser(bytes, from);
  const [value = other] = parser.items('object', 0);
  const { at: end, endingWord, values, beyond } = parser;
  return { value, end, endsInStream: endingWord === 'stream', values, beyond };
}

const code = (character: string): number => character.charCodeAt(0);
const [slash, hash, percent, minus, plus, point] = ['/', '#', '%', '-', '+', '.'].map(code);
const [open, close, backslash, less, greater, bracket, endBracket] = ['(', ')', '\\', '<', '>', '[', ']'].map(code);

/** 0 regular, 1 white space (table 1), 2 delimiter (table 2). */
const classes = new Uint8Array(256);
for (const blank of [0, 9, 10, 12, 13, 32]) classes[blank] = 1;
for (const delimiter of '()<>[]{}/%') classes[code(delimiter)] = 2;

/** Invariant: `at` only grows, and each iteration of a loop advances it or leaves the loop. */
class Parser {
  at: number;
  endingWord: string | null = null;
  values = 0;
  beyond: ParsedObject['beyond'] = null;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.at = from;
  }

  /** The values up to the end of their container. */
  items(holder: 'object' | 'array' | 'dictionary', depth: number): readonly PdfValue[] {
    const items: PdfValue[] = [];
    while (this.endingWord === null && this.beyond === null) {
      this.#skipBlanks();
      const byte = this.#bytes[this.at];
      if (byte === undefined) break;
      if (byte === endBracket) {
        this.at += 1;
        if (holder === 'array') break;
      } else if (byte === greater) {
        // An array that is not closed ends with the dictionary around it.
        if (holder === 'array' && depth > 1) break;
        const isPair = this.#bytes[this.at + 1] === greater;
        this.at += isPair ? 2 : 1;
        if (isPair && holder === 'dictionary') break;
      } else this.#add(items, depth);
    }
    return items;
  }

  #add(items: PdfValue[], depth: number): void {
    this.values += 1;
    if (this.values > pdfLimits.valuesOfObject) this.beyond = 'valuesOfObject';
    else if (depth > pdfLimits.nesting) this.beyond = 'nesting';
    else {
      const value = this.#value(depth);
      if (value === 'reference') addReference(items);
      else if (value !== null) items.push(value);
    }
  }

  /** Null at the word that ends the object; `reference` at the R after two numbers. */
  #value(depth: number): PdfValue | 'reference' | null {
    const byte = this.#bytes[this.at];
    switch (byte) {
      case slash:
        return { kind: 'name', name: this.#name() };
      case open:
        this.#skipString();
        return other;
      case bracket:
        this.at += 1;
        return { kind: 'array', items: this.items('array', depth + 1) };
      case less:
        if (this.#bytes[this.at + 1] !== less) {
          this.#skipPast(greater);
          return other;
        }
        this.at += 2;
        return { kind: 'dictionary', entries: toEntries(this.items('dictionary', depth + 1)) };
      default:
        return this.#word();
    }
  }

  #word(): PdfValue | 'reference' | null {
    const from = this.at;
    const number = this.#number();
    if (number !== null) return { kind: 'number', value: number };
    const end = this.#endOfRegular(from);
    if (end === from) {
      this.at += 1;
      return other;
    }
    // No reader knows longer words.
    const word = this.#text(from, Math.min(end, from + 32));
    if (endingWords.has(word)) {
      this.endingWord = word;
      return null;
    }
    this.at = end;
    return word === 'R' ? 'reference' : other;
  }

  #name(): string {
    const from = this.at + 1;
    this.at = this.#endOfRegular(from);
    // A name has at most 127 bytes (annex C), each written as up to three.
    const name = this.#text(from, Math.min(this.at, from + 381));
    if (hash === undefined || !name.includes('#')) return name;
    return name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  #skipBlanks(): void {
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) return;
      if (classes[byte] === 1) this.at += 1;
      else if (byte === percent) this.#skipLine();
      else return;
    }
  }

  #skipLine(): void {
    let byte = this.#bytes[this.at];
    while (byte !== undefined && byte !== 10 && byte !== 13) {
      this.at += 1;
      byte = this.#bytes[this.at];
    }
  }

  #skipString(): void {
    let depth = 0;
    for (; this.at < this.#bytes.length; this.at += 1) {
      const byte = this.#bytes[this.at];
      if (byte === backslash) this.at += 1;
      else if (byte === open) depth += 1;
      else if (byte === close) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    this.at += 1;
  }

  #skipPast(end: number | undefined): void {
    while (this.at < this.#bytes.length && this.#bytes[this.at] !== end) this.at += 1;
    this.at += 1;
  }

  #endOfRegular(from: number): number {
    let at = from;
    while (at < this.#bytes.length && classes[this.#bytes[at] ?? 0] === 0) at += 1;
    return at;
  }

  /** Without its fraction, which is not needed. Null where no number begins. */
  #number(): number | null {
    const from = this.at;
    let value = 0;
    let isWhole = true;
    let sign = 1;
    for (; ; this.at += 1) {
      const byte = this.#bytes[this.at] ?? 0;
      if (byte === minus) sign = -1;
      else if (byte === point) isWhole = false;
      else if (byte < 48 || byte > 57) {
        if (byte !== plus) break;
      } else if (isWhole) value = value * 10 + byte - 48;
    }
    return this.at === from ? null : sign * value;
  }

  #text(from: number, end: number): string {
    return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + from, end - from).toString('latin1');
  }
}

function addReference(items: PdfValue[]): void {
  const [number, generation] = items.slice(-2);
  if (number?.kind !== 'number' || generation?.kind !== 'number') return;
  items.splice(-2, 2, { kind: 'reference', number: number.value });
}

/** Keys are names; anything else in place of a key is skipped, and the last of repeated keys counts. */
function toEntries(items: readonly PdfValue[]): PdfDictionary {
  const entries = new Map<string, PdfValue>();
  for (let index = 0; index < items.length; index += 1) {
    const key = items[index];
    const value = items[index + 1];
    if (key?.kind !== 'name' || value === undefined) continue;
    entries.set(key.name, value);
    index += 1;
  }
  return entries;
}
