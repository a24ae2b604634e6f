const SHORTEST = 2;
const LONGEST = 5;

/**
 * A text as a vector of hashed character 2–5-grams (signed feature hashing, Weinberger et al. 2009). It is near to
 * texts that are spelt alike; it knows nothing of meaning. Dampened counts; unit length when `normalize`, zero for a
 * text without letters.
 */
export function charNgramHash(
  text: string,
  { dimensions, normalize }: { readonly dimensions: number; readonly normalize: boolean },
): readonly number[] {
  const counts = new Map<string, number>();
  for (const word of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    const characters = [...`<${word}>`];
    for (let size = SHORTEST; size <= LONGEST; size += 1) {
      for (let start = 0; start + size <= characters.length; start += 1) {
        const gram = characters.slice(start, start + size).join('');
        counts.set(gram, (counts.get(gram) ?? 0) + 1);
      }
    }
  }
  const vector = new Float64Array(dimensions);
  for (const [gram, count] of counts) {
    const hash = fnv1a(gram);
    const at = (hash >>> 1) % dimensions;
    vector[at] = (vector[at] ?? 0) + (hash % 2 === 0 ? 1 : -1) * (1 + Math.log(count));
  }
  const length = normalize ? Math.hypot(...vector) : 1;
  return Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

/** FNV-1a over UTF-16 code units, then an avalanche so that the low bits are as mixed as the high ones. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
