/** What the structure of a PDF may take: each figure is far above what documents within the page limit have. */
export const pdfLimits = {
  /** Indirect objects, also those packed into object streams. */
  objects: 100_000,
  streams: 5_000,
  /** Arrays and dictionaries inside each other. */
  nesting: 64,
  /** Numbers, names, strings, arrays and dictionaries in one object, which are held in memory together. */
  valuesOfObject: 500_000,
  values: 2_000_000,
  /** How often the file is looked through where objects or streams lie inside of others. */
  passes: 4,
  filtersOfStream: 4,
  /** Decoded by one filter for the next: larger than any file that is taken. */
  bytesBetweenFilters: 16_000_000,
  /** An object stream holds dictionaries only; one that is larger was made to be. */
  objectStreamBytes: 8_000_000,
  objectStreamsBytes: 32_000_000,
  /** All streams that are no images: what pages draw, fonts, profiles, embedded files. */
  otherStreamsBytes: 64_000_000,
  /** One row of an image, as predictors and fax decoders keep it. */
  rowBytes: 1_000_000,
} as const;

/** What a refusal calls the limits that structure can meet. */
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
