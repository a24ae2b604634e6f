/** Limits of an inquiry posted in one request. Lambda takes 6 MB, of which base64 leaves 3.7 MB for attachments. */
export const inlineLimits = {
  bodyBytes: 5_000_000,
  attachmentBytes: 3_700_000,
  attachments: 5,
  imagePixels: 40_000_000,
} as const;

/** Most characters of a further message. */
export const messageCharacters = 5_000;

/** Most characters of a person's reply. */
export const replyCharacters = 8_000;

/** For how long a warm process may still go by the settings before a change. */
export const settingsFreshSeconds = 30 as const;
