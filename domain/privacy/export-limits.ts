/** Limits of an export of a person's data; bytes as stored, before base64. */
export const exportLimits = {
  /** A larger file is named but left out. */
  attachmentBytes: 5_000_000,
  /** Of all files together; further ones are named but left out. */
  attachmentsBytes: 30_000_000,
  /** Of the whole document, which is built in memory. */
  bytes: 100_000_000,
  /** How long it can be fetched. */
  availableDays: 7,
} as const;

/** Whether a file of `bytes` still fits into an export that carries `carriedBytes` of files already. */
export const fitsExport = (bytes: number, carriedBytes: number): boolean =>
  bytes <= exportLimits.attachmentBytes && carriedBytes + bytes <= exportLimits.attachmentsBytes;
