/** The first `mostCharacters` UTF-16 units of a text, without half a surrogate pair at their end. */
export function cutText(text: string, mostCharacters: number): string {
  return text.length <= mostCharacters ? text : text.slice(0, mostCharacters).replace(/[\uD800-\uDBFF]$/, '');
}
