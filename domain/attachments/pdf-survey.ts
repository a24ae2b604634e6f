import { type Beyond, pdfLimits } from './pdf-limits.ts';
import { type PdfObject, readPackedObjects, readPdfObjects, type StreamPlace } from './pdf-objects.ts';
import type { PdfDictionary, PdfValue } from './pdf-syntax.ts';

/** A stream and the facts of its dictionary. */
export interface SurveyedStream extends StreamPlace {
  readonly about: PdfDictionary;
}

/** The target of a reference; `ambiguous` when its number has different values, or more than are kept. */
export type Resolved = PdfValue | 'ambiguous' | undefined;

/** The facts of all objects of a PDF. */
export interface Survey {
  readonly streams: readonly SurveyedStream[];
  readonly isEncrypted: boolean;
  /** Pages: objects of that type, and leaves of the page tree. An object rewritten by an update counts once. */
  pageCount(): number;
  /**
   * Follows a reference to a plain value, a flat array or dictionary, or an array of flat dictionaries. Of numbers
   * written twice the larger counts.
   */
  resolve(value: PdfValue | undefined): Resolved;
  /** Adds the objects of an object stream; returns the limit they reach. */
  addPacked(data: Uint8Array, first: number): Beyond | null;
}

/** The parts of a stream's dictionary that are kept. */
const keysOfStreams = ['Type', 'Subtype', 'Filter', 'F', 'DecodeParms', 'DP', 'Length', 'First'] as const;
const keysOfImages = ['Width', 'W', 'Height', 'H', 'Size', 'Index'] as const;

/** Reads all unpacked objects, with memory in proportion to their number; or returns the limit they reach. */
export function surveyPdf(bytes: Uint8Array): Survey | Beyond {
  const survey = openSurvey();
  const beyond = survey.addAll(readPdfObjects(bytes));
  return beyond ?? survey;
}

function openSurvey(): Survey & { addAll(objects: Generator<PdfObject, Beyond | null>): Beyond | null } {
  const streams: SurveyedStream[] = [];
  const calledPage = new Map<number, boolean>();
  const treeNodes = new Set<number>();
  const kids = new Set<number>();
  const plain = new Map<number, PdfValue | 'ambiguous'>();
  let isEncrypted = false;
  let objects = 0;
  let values = 0;

  const add = ({ number, isTrailer, value, stream, values: parsed }: PdfObject): Beyond | null => {
    objects += 1;
    values += parsed;
    if (objects > pdfLimits.objects) return 'objects';
    if (values > pdfLimits.values) return 'values';
    if (stream === null && value.kind !== 'other')
      plain.set(number, isFlat(value) ? bothOf(plain.get(number), value) : 'ambiguous');
    if (value.kind !== 'dictionary') return null;
    const { entries } = value;
    const type = nameOf(entries.get('Type'));
    if ((isTrailer || type === 'XRef') && entries.has('Encrypt')) isEncrypted = true;
    if (!isTrailer) calledPage.set(number, type === 'Page');
    if (type !== 'Page' && (type === 'Pages' || entries.has('Count'))) addTreeNode(number, entries.get('Kids'));
    if (stream === null) return null;
    streams.push({ ...stream, about: picked(entries) });
    return streams.length > pdfLimits.streams ? 'streams' : null;
  };
  const addTreeNode = (number: number, children: PdfValue | undefined): void => {
    if (children === undefined) return;
    treeNodes.add(number);
    if (children.kind !== 'array') return;
    for (const child of children.items) if (child.kind === 'reference') kids.add(child.number);
  };
  const addAll = (found: Generator<PdfObject, Beyond | null>): Beyond | null => {
    for (let next = found.next(); ; next = found.next()) {
      if (next.done === true) return next.value;
      const beyond = add(next.value);
      if (beyond !== null) return beyond;
    }
  };
  return {
    streams,
    addAll,
    get isEncrypted() {
      return isEncrypted;
    },
    pageCount: () => {
      const leaves = [...kids].filter((kid) => !treeNodes.has(kid) && calledPage.has(kid));
      const called = [...calledPage].flatMap(([number, isPage]) => (isPage ? [number] : []));
      return new Set([...called, ...leaves]).size;
    },
    resolve: (value) => (value?.kind === 'reference' ? plain.get(value.number) : value),
    addPacked: (data, first) => addAll(readPackedObjects(data, first)),
  };
}

export const nameOf = (value: Resolved): string | null =>
  typeof value === 'object' && value.kind === 'name' ? value.name : null;

function bothOf(before: Resolved, value: PdfValue): PdfValue | 'ambiguous' {
  if (before === undefined) return value;
  if (before === 'ambiguous' || before.kind !== 'number' || value.kind !== 'number') return 'ambiguous';
  return before.value > value.value ? before : value;
}

/** True for small values without nesting. */
function isFlat(value: PdfValue): boolean {
  switch (value.kind) {
    case 'array':
      return value.items.length <= 32 && value.items.every((item) => item.kind !== 'array' && isFlat(item));
    case 'dictionary':
      return value.entries.size <= 32 && [...value.entries.values()].every(isScalar);
    default:
      return true;
  }
}

const isScalar = ({ kind }: PdfValue): boolean => kind !== 'array' && kind !== 'dictionary';

function picked(entries: PdfDictionary): PdfDictionary {
  const found = [...keysOfStreams, ...keysOfImages].flatMap((key) => {
    const value = entries.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return new Map(found);
}
