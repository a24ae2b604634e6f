const encoder = new TextEncoder();

/** The longest beginning of `text` that takes at most `maxBytes` in UTF-8, never cutting a character. */
export function truncateUtf8(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text;
  const { read } = encoder.encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read);
}
