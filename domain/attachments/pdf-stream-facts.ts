import { type Beyond, pdfLimits } from './pdf-limits.ts';
import type { Filter } from './pdf-streams.ts';
import { nameOf, type Resolved, type Survey } from './pdf-survey.ts';
import type { PdfDictionary, PdfValue } from './pdf-syntax.ts';

/** How to read a stream, by its dictionary (ISO 32000-1, table 5). Absent figures are 0. */
export interface StreamFacts {
  readonly type: string | null;
  readonly filters: readonly Filter[];
  readonly image: { readonly widthPx: number; readonly heightPx: number } | null;
  readonly length: number;
  /** Of an object stream: where its objects begin. */
  readonly first: number;
  /** Of a cross-reference stream: how many entries it announces. */
  readonly entries: number;
}

/** Reads it, following references; returns the exceeded limit. */
export function readStreamDictionary(about: PdfDictionary, survey: Survey): StreamFacts | Beyond {
  const at = (key: string) => survey.resolve(about.get(key));
  const number = (key: string): number => numberOf(at(key));
  // `F` may also name an external file, which is no filter. With both, readers differ in their choice.
  if (canBeFilter(at('F')) && about.has('Filter')) return 'filtersOfStream';
  const filters = listOf(canBeFilter(at('F')) ? at('F') : at('Filter'), survey);
  const parameters = listOf(at('DP') ?? at('DecodeParms'), survey);
  if (filters === 'ambiguous' || parameters === 'ambiguous' || filters.length > pdfLimits.filtersOfStream)
    return 'filtersOfStream';
  const parametersOf = (index: number) => {
    const entries = entriesOf(parameters[index]);
    return (key: string, fallback: number): number =>
      entries.has(key) ? numberOf(survey.resolve(entries.get(key))) : fallback;
  };
  if (filters.some((_, index) => rowBytes(parametersOf(index)) > pdfLimits.rowBytes)) return 'rowBytes';
  const type = nameOf(at('Type'));
  const isImage = nameOf(at('Subtype')) === 'Image';
  return {
    type,
    filters: filters.flatMap((filter, index) => {
      const name = nameOf(filter);
      return name === null ? [] : [{ name, earlyChange: parametersOf(index)('EarlyChange', 1) !== 0 }];
    }),
    image: isImage ? { widthPx: number('Width') || number('W'), heightPx: number('Height') || number('H') } : null,
    length: number('Length'),
    first: number('First'),
    entries: type === 'XRef' ? Math.max(number('Size'), announcedEntries(at('Index'))) : 0,
  };
}

const canBeFilter = (value: Resolved): boolean =>
  value === 'ambiguous' || value?.kind === 'name' || value?.kind === 'array';

const numberOf = (value: Resolved): number =>
  typeof value === 'object' && value.kind === 'number' ? Math.max(0, Math.trunc(value.value)) : 0;

/** Filters and parameters stand alone or in an array, in any of them by reference. */
function listOf(value: Resolved, survey: Survey): readonly PdfValue[] | 'ambiguous' {
  if (value === undefined || value === 'ambiguous') return value ?? [];
  if (value.kind !== 'array') return [value];
  const items = value.items.map((item) => survey.resolve(item) ?? item);
  return items.every((item) => item !== 'ambiguous') ? items : 'ambiguous';
}

const entriesOf = (value: PdfValue | undefined): PdfDictionary =>
  value?.kind === 'dictionary' ? value.entries : new Map();

/** Of predictors and fax images (tables 8 and 11). */
function rowBytes(parameter: (key: string, fallback: number) => number): number {
  return (parameter('Columns', 1) * parameter('Colors', 1) * parameter('BitsPerComponent', 8)) / 8;
}

/** The second of each pair of an `Index`. */
function announcedEntries(index: Resolved): number {
  if (typeof index !== 'object' || index.kind !== 'array') return 0;
  return index.items.reduce((sum, item, position) => sum + (position % 2 === 1 ? numberOf(item) : 0), 0);
}
