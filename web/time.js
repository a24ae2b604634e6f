// @ts-check
/** @import { Language, Texts } from './texts.js' */

/**
 * The two largest units of a span, such as `1 hr 5 min`.
 * @param {number} ms
 * @param {Language} language
 */
function spanOf(ms, language) {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  /** @type {[number, 'day' | 'hour' | 'minute'][]} */
  const parts = [
    [Math.floor(minutes / 1_440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    .join(' ');
}

/**
 * What is left until a time, or by how much it has passed.
 * @param {string} at RFC 3339
 * @param {Language} language
 * @param {Texts} text
 */
export function countdown(at, language, text) {
  const leftMs = Date.parse(at) - Date.now();
  const span = spanOf(leftMs, language);
  return { isLate: leftMs < 0, words: leftMs < 0 ? text.late(span) : text.left(span) };
}

/**
 * @param {string} since RFC 3339
 * @param {Language} language
 */
export const elapsed = (since, language) => spanOf(Date.now() - Date.parse(since), language);

/**
 * @param {string} at RFC 3339
 * @param {Language} language
 * @param {string} timeZone the company's
 */
export const timeWords = (at, language, timeZone) =>
  new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
