// @ts-check
/** @import { EscalationDetail } from '../schemas/api/escalations.ts' */
/** @import { Language, Texts } from './texts.js' */
import { element } from './dom.js';
import { countdown, elapsed, timeWords } from './time.js';

/** @typedef {{ text: Texts, language: Language, timeZone: string }} Reading */

/**
 * The evidence card: the inquiry, why it needs a person, and the passages for an answer.
 * @param {EscalationDetail} found
 * @param {Reading} reading
 */
export function caseView(found, reading) {
  const { text } = reading;
  return element(
    'div',
    {},
    facts(found, reading),
    section('inquiry', text.inquiry, [element('p', { class: 'text', lang: '' }, found.inquiry.content)]),
    section('messages', text.messages, found.messages.map(paragraph)),
    section('earlier', text.earlierAnswer, found.answer === undefined ? [] : [paragraph(found.answer)]),
    section('why', text.why, why(found, text)),
    section(
      'attachments',
      text.attachments,
      found.pages.map((page) => pageView(page, text)),
    ),
    section('passages', text.passages, found.passages.map(passage)),
    timeline(found, reading),
  );
}

/**
 * @param {string} id
 * @param {string} heading
 * @param {readonly Node[]} content none leaves no section
 */
const section = (id, heading, content) =>
  content.length > 0 && element('section', { 'aria-labelledby': id }, element('h2', { id }, heading), content);

/** @param {{ text: string }} written */
const paragraph = ({ text }) => element('p', { class: 'text', lang: '' }, text);

/**
 * Passages that the draft cites are open, or else the best.
 * @param {EscalationDetail['passages'][number]} found
 * @param {number} index
 */
const passage = ({ title, text, isCited }, index) =>
  element(
    'details',
    { open: isCited || index === 0 },
    element('summary', { lang: '' }, title),
    element('blockquote', { class: 'text', lang: '' }, text),
  );

/**
 * @param {EscalationDetail} found
 * @param {Reading} reading
 */
function facts(
  { urgency, priorityScore, slaDueAt, owner, customerWaitingSince, inquiry },
  { text, language, timeZone },
) {
  const due = countdown(slaDueAt, language, text);
  const points = priorityScore === undefined ? '' : ` ${priorityScore}/100`;
  return element(
    'section',
    {},
    element(
      'dl',
      {},
      element('dt', {}, text.replyBy),
      element(
        'dd',
        {},
        `${timeWords(slaDueAt, language, timeZone)} · `,
        element('span', { class: due.isLate ? 'late' : '' }, due.words),
      ),
      element('dt', {}, text.urgency),
      element('dd', {}, element('span', { class: `badge ${urgency}` }, text.urgencies[urgency]), points),
      element('dt', {}, text.owner),
      element('dd', {}, owner.name),
      element('dt', {}, text.customer),
      element('dd', {}, inquiry.customerEmail ?? text.noEmail),
      element('dt', {}, text.waiting),
      element('dd', {}, elapsed(customerWaitingSince, language)),
    ),
  );
}

/**
 * @param {EscalationDetail} found
 * @param {Texts} text
 */
function why({ reason, reasons, priorityReasons }, text) {
  /** @type {Readonly<Record<string, string>>} */
  const ofPriority = text.priorityReasons;
  /** @type {Readonly<Record<string, string>>} */
  const ofGate = text.gateReasons;
  const items = reasons.map((item) => {
    const [code = '', ...rest] = item.split(': ');
    const detail = rest.join(': ');
    return detail === ''
      ? (ofGate[code] ?? ofPriority[code] ?? item)
      : `${ofGate[code] ?? code}: ${ofPriority[detail] ?? detail}`;
  });
  const points = priorityReasons.map(
    (item) => `${ofPriority[item.reason] ?? item.reason} ${item.points < 0 ? '' : '+'}${item.points}`,
  );
  return [
    element('p', {}, text.reasons[reason]),
    ...(items.length > 0
      ? [
          element(
            'ul',
            {},
            items.map((item) => element('li', {}, item)),
          ),
        ]
      : []),
    ...(points.length > 0 ? [element('p', { class: 'soft small' }, points.join(' · '))] : []),
  ];
}

/**
 * @param {EscalationDetail['pages'][number]} page
 * @param {Texts} text
 */
const pageView = ({ filename, page, outcome, text: read, unsureWords }, text) =>
  element(
    'details',
    { open: true },
    element('summary', {}, `${filename}, ${page}`),
    outcome === 'read'
      ? element('p', { class: 'text', lang: '' }, read)
      : element('p', { class: 'soft' }, text[outcome]),
    unsureWords.length > 0 && element('p', { class: 'soft small' }, text.unsure(unsureWords.join(', '))),
  );

/**
 * @param {EscalationDetail} found
 * @param {Reading} reading
 */
function timeline({ events }, { text, language, timeZone }) {
  /** @type {Readonly<Record<string, string>>} */
  const known = text.events;
  const items = events.map(({ kind, at, facts: told }) => {
    const note = typeof told.note === 'string' ? ` – ${told.note}` : '';
    const owner = typeof told.owner === 'string' ? ` (${told.owner})` : '';
    return element('li', {}, `${timeWords(at, language, timeZone)} ${known[kind] ?? kind}${owner}${note}`);
  });
  return element(
    'section',
    {},
    element('details', {}, element('summary', {}, text.timeline), element('ul', { class: 'small' }, items)),
  );
}
