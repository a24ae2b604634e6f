// @ts-check
/** @import { EscalationDetail } from '../schemas/api/escalations.ts' */
/** @import { Api, Staff } from './api.js' */
/** @import { Session } from './session.js' */
/** @import { State } from './state.js' */
import { barView } from './bar-view.js';
import { caseScreen } from './case-screen.js';
import { element, replaceKeepingFocus } from './dom.js';
import { listView } from './list-view.js';
import { signInView } from './sign-in-view.js';
import { texts } from './texts.js';

/**
 * The screen's callbacks.
 * @typedef {object} Wishes
 * @property {(apiKey: string) => Api} apiFor
 * @property {(session: Session) => void} onSignedIn
 * @property {() => void} onLeave
 * @property {() => void} onLanguage
 * @property {(isMine: boolean) => void} onMine
 * @property {() => void} onMore
 * @property {(action: string, body?: object) => void} onAct
 */

export const main = /** @type {HTMLElement} */ (document.querySelector('#main'));
const bar = /** @type {HTMLElement} */ (document.querySelector('.bar'));

/** The case in the address; empty for the list. */
export const caseId = () => location.hash.replace(/^#\/?/, '');

/**
 * Shows the place that the address names, as far as it has been read.
 * @param {State} state
 * @param {Wishes} wishes
 */
export function show(state, wishes) {
  const { language, session, open, staff } = state;
  const text = texts[language];
  document.documentElement.lang = language;
  document.title = open === null ? text.title : `${open.title} · ${text.title}`;
  const skip = document.querySelector('#skip');
  if (skip !== null) skip.textContent = text.skip;
  showBar(state, wishes);
  if (session === null) return main.replaceChildren(signInView({ text, ...wishes }));
  if (caseId() === '') return showList(state, wishes);
  if (open !== null && staff !== null) showCase(open, { agentId: session.agentId, staff, state, ...wishes });
}

/**
 * @param {State} state
 * @param {Wishes} wishes
 */
function showBar({ language, session, staff }, { onLanguage, onLeave }) {
  const text = texts[language];
  const me = staff?.items.find(({ agentId }) => agentId === session?.agentId)?.name;
  const owner = { title: staff?.companyName ?? text.title, me };
  bar.replaceChildren(...barView({ text, language, owner, onLanguage, onLeave: session === null ? null : onLeave }));
}

/**
 * @param {State} state
 * @param {Wishes} wishes
 */
function showList({ language, list, isMine, notice }, { onMine, onMore }) {
  if (list === null) return;
  const options = { text: texts[language], language, isMine, onMine, onMore };
  replaceKeepingFocus(main, [...noticeView(notice), listView(list.page, options)]);
}

/**
 * @param {EscalationDetail} found
 * @param {Wishes & { agentId: string, staff: Staff, state: State }} seat
 */
function showCase(found, { agentId, staff, state: { language, notice }, onAct }) {
  const typed = main.querySelector('textarea')?.value ?? '';
  const options = { agentId, staff, text: texts[language], language, notice: noticeView(notice), typed, onAct };
  replaceKeepingFocus(main, caseScreen(found, options));
}

/**
 * Puts a notice above what is shown.
 * @param {string} notice
 */
export function showNotice(notice) {
  main.querySelector('.notice')?.remove();
  main.prepend(...noticeView(notice));
}

/** @param {string} notice */
const noticeView = (notice) => (notice === '' ? [] : [element('p', { class: 'notice', role: 'alert' }, notice)]);
