// @ts-check
/** @import { CasePage } from './api.js' */
/** @import { Language, Texts } from './texts.js' */
import { element } from './dom.js';
import { countdown, elapsed } from './time.js';

/**
 * The queue, those due first. Each case is a link, so that it can be reached and opened as links are.
 * @param {CasePage} page
 * @param {{ text: Texts, language: Language, isMine: boolean, onMine: (isMine: boolean) => void, onMore: () => void }}
 * options
 */
export function listView({ items, nextCursor }, { text, language, isMine, onMine, onMore }) {
  /** @param {boolean} mine */
  const tab = (mine) =>
    element(
      'button',
      {
        type: 'button',
        class: mine === isMine ? '' : 'quiet',
        'aria-pressed': String(mine === isMine),
        onclick: () => onMine(mine),
      },
      mine ? text.mine : text.all,
    );
  return element(
    'div',
    {},
    element('h1', {}, text.openCases),
    element('p', { class: 'row' }, tab(false), tab(true)),
    items.length === 0
      ? element('section', {}, element('p', {}, text.none))
      : element(
          'ol',
          { class: 'cases' },
          items.map((item) => element('li', {}, caseLink(item, text, language))),
        ),
    nextCursor !== undefined && element('button', { type: 'button', class: 'quiet', onclick: onMore }, text.more),
  );
}

/**
 * @param {CasePage['items'][number]} item
 * @param {Texts} text
 * @param {Language} language
 */
function caseLink(item, text, language) {
  const due = countdown(item.slaDueAt, language, text);
  return element(
    'a',
    { class: `case ${item.urgency}`, href: `#/${item.id}` },
    element('strong', {}, item.title),
    element(
      'span',
      { class: 'row' },
      element('span', { class: `badge ${item.urgency}` }, text.urgencies[item.urgency]),
      element('span', { class: due.isLate ? 'late' : '' }, due.words),
      element('span', {}, item.owner.name),
      element('span', {}, text.waitingFor(elapsed(item.customerWaitingSince, language))),
    ),
  );
}
