/** Limits of a PDF's structure, each far above what documents within the page limit have. */
export const pdfLimits = {
  /** Indirect objects, also those packed into object streams. */
  objects: 100_000,
  streams: 5_000,
  /** Arrays and dictionaries inside each other. */
  nesting: 64,
  /** Numbers, names, strings, arrays and dictionaries in one object, which are held in memory together. */
  valuesOfObject: 500_000,
  values: 2_000_000,
  /** How often the file is scanned when objects or streams lie inside others. */
  passes: 4,
  filtersOfStream: 4,
  /** Bytes between two filters: more than any accepted file has. */
  bytesBetweenFilters: 16_000_000,
  /** An object stream holds dictionaries only; a larger one is hostile. */
  objectStreamBytes: 8_000_000,
  objectStreamsBytes: 32_000_000,
  /** All streams but images: page content, fonts, profiles, embedded files. */
  otherStreamsBytes: 64_000_000,
  /** One row of an image, as predictors and fax decoders keep it. */
  rowBytes: 1_000_000,
} as const;

/** Names of the structure's limits in refusals. */
export const limitWords = {
  objects: `more than ${pdfLimits.objects} objects`,
  streams: `more than ${pdfLimits.streams} streams`,
  nesting: `objects nested more than ${pdfLimits.nesting} deep`,
  valuesOfObject: `an object of more than ${pdfLimits.valuesOfObject} values`,
  values: `more than ${pdfLimits.values} values`,
  passes: 'objects that lie inside of others',
  filtersOfStream: `a stream with more than ${pdfLimits.filtersOfStream} filters`,
  rowBytes: `image rows of more than ${pdfLimits.rowBytes} bytes`,
} as const satisfies Partial<Record<keyof typeof pdfLimits, string>>;

export type Beyond = keyof typeof limitWords;
