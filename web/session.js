// @ts-check
/** @import { Language } from './texts.js' */

/**
 * What this tab knows of its user: `sessionStorage` ends with the tab, and no other tab reads it.
 * @typedef {{ apiKey: string, agentId: string }} Session
 */

const name = 'session';

/** @returns {Session | null} */
export function readSession() {
  const stored = sessionStorage.getItem(name);
  return stored === null ? null : JSON.parse(stored);
}

/** @param {Session} session */
export const keepSession = (session) => sessionStorage.setItem(name, JSON.stringify(session));

export const endSession = () => sessionStorage.removeItem(name);

/** @returns {Language} */
export function readLanguage() {
  const chosen = sessionStorage.getItem('language') ?? navigator.language.slice(0, 2);
  return chosen === 'ko' ? 'ko' : 'en';
}

/** @param {Language} language */
export const keepLanguage = (language) => sessionStorage.setItem('language', language);
