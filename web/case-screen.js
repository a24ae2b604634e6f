// @ts-check
/** @import { EscalationDetail } from '../schemas/api/escalations.ts' */
/** @import { Staff } from './api.js' */
/** @import { Act } from './desk-view.js' */
/** @import { Language, Texts } from './texts.js' */
import { caseView } from './case-view.js';
import { deskView } from './desk-view.js';
import { element } from './dom.js';

/**
 * One case: the evidence, and beside it the actions.
 * @param {EscalationDetail} found
 * @param {{
 *   text: Texts,
 *   language: Language,
 *   agentId: string,
 *   staff: Staff,
 *   notice: readonly Node[],
 *   typed: string,
 *   onAct: Act,
 * }} options
 */
export function caseScreen(found, options) {
  const { text, language, staff, notice } = options;
  return [
    element('p', {}, element('a', { href: '#/', id: 'back' }, `← ${text.back}`)),
    ...notice,
    element('h1', {}, found.title),
    element(
      'div',
      { class: 'columns' },
      caseView(found, { text, language, timeZone: staff.timeZone }),
      deskView(found, options),
    ),
  ];
}
