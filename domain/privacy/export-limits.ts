/** What an export of a person's data may hold; bytes as stored, before base64. */
export const exportLimits = {
  /** A larger file is named and left out. */
  attachmentBytes: 5_000_000,
  /** Of all files together; those after that are named and left out. */
  attachmentsBytes: 30_000_000,
  /** Of the whole document: it is put together in memory. */
  bytes: 100_000_000,
  /** How long it can be fetched. */
  availableDays: 7,
} as const;

/** Whether a file of `bytes` still fits into an export that carries `carriedBytes` of files already. */
export const fitsExport = (bytes: number, carriedBytes: number): boolean =>
  bytes <= exportLimits.attachmentBytes && carriedBytes + bytes <= exportLimits.attachmentsBytes;
