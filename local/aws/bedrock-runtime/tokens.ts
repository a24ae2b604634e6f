/** Claude's rule for pictures: one token for 750 pixels. */
const PIXELS_A_TOKEN = 750;

/** An estimate, since the local models have no tokenizer: four ASCII characters a token, every other character one token. */
export function estimateTokens(text: string): number {
  const ascii = text.replace(/\P{ASCII}/gu, '').length;
  return Math.ceil(ascii / 4) + ([...text].length - ascii);
}

export function estimateImageTokens({ widthPx, heightPx }: { widthPx: number; heightPx: number }): number {
  return Math.ceil((widthPx * heightPx) / PIXELS_A_TOKEN);
}
