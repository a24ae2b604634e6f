// @ts-check
/** @import { ApiProblem } from './api.js' */
/** @import { Texts } from './texts.js' */

/**
 * A problem of the API in plain words.
 * @param {ApiProblem} problem
 * @param {Texts} text
 */
export function problemWords({ code, message }, text) {
  /** @type {Readonly<Record<string, string>>} */
  const known = text.problems;
  const words = known[code] ?? text.problems.other;
  if (code === 'version_conflict') return `${words} ${text.changed}`;
  // Who replied and when, or who owns the case, is useful in any language.
  const isTelling = code === 'already_replied' || code === 'status_conflict';
  return isTelling && message !== '' ? `${words} (${message})` : words;
}
