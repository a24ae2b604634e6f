// @ts-check
/** @import { EscalationDetail } from '../schemas/api/escalations.ts' */
/** @import { CasePage, Staff } from './api.js' */
/** @import { Session } from './session.js' */
/** @import { Language } from './texts.js' */
import { readLanguage, readSession } from './session.js';

/**
 * What the console knows; main.js alone changes it.
 * @typedef {object} State
 * @property {Language} language
 * @property {Session | null} session
 * @property {Staff | null} staff
 * @property {{ page: CasePage, etag: string | undefined } | null} list what was read last, with the tag by which the
 * API
 *   tells whether it still holds
 * @property {EscalationDetail | null} open
 * @property {boolean} isMine
 * @property {string} notice
 */

/** @returns {State} */
export const firstState = () => ({
  language: readLanguage(),
  session: readSession(),
  staff: null,
  list: null,
  open: null,
  isMine: false,
  notice: '',
});
