/** Translates offsets of a JavaScript string (UTF-16 code units) into code points, which AWS counts in. */
export function codePointOffsets(text: string): (utf16Offset: number) => number {
  const offsets = new Uint32Array(text.length + 1);
  let points = 0;
  for (let index = 0; index < text.length; index += 1) {
    offsets[index] = points;
    const unit = text.charCodeAt(index);
    const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff && index > 0 && isHighSurrogate(text.charCodeAt(index - 1));
    // The second half of a pair belongs to the point that the first half counted.
    if (!isLowSurrogate) points += 1;
  }
  offsets[text.length] = points;
  return (utf16Offset) => offsets[utf16Offset] ?? points;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
