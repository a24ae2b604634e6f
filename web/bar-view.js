// @ts-check
/** @import { Language, Texts } from './texts.js' */
import { element } from './dom.js';
import { helpDialog } from './help-dialog.js';

/**
 * The bar: company, agent, and the commands of every screen.
 * @param {{
 *   text: Texts,
 *   language: Language,
 *   owner: { title: string, me: string | undefined },
 *   onLanguage: () => void,
 *   onLeave: (() => void) | null,
 * }} options `onLeave` is null before sign-in
 */
export function barView({ text, language, owner, onLanguage, onLeave }) {
  /**
   * @param {string} label
   * @param {() => void} onclick
   * @param {Readonly<Record<string, string>>} [attributes]
   */
  const button = (label, onclick, attributes = {}) =>
    element('button', { type: 'button', class: 'quiet', onclick, ...attributes }, label);
  return [
    element('strong', {}, owner.title),
    ...(owner.me === undefined ? [] : [element('span', { class: 'soft' }, owner.me)]),
    button(text.language, onLanguage, { lang: language === 'ko' ? 'en' : 'ko' }),
    ...(onLeave === null ? [] : [button(text.help, () => helpDialog(text)), button(text.signOut, onLeave)]),
  ];
}
