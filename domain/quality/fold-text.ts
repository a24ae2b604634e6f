/** Text without what may differ between a quote and its source: width forms, kinds of quotation marks and dashes, spaces. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[‘’‚‛′]/g, "'")
    .replaceAll(/[“”„‟″]/g, '"')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
