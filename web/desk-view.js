// @ts-check
/** @import { EscalationDetail } from '../schemas/api/escalations.ts' */
/** @import { Staff } from './api.js' */
/** @import { Texts } from './texts.js' */
import { element } from './dom.js';

/** @typedef {(action: string, body?: object) => void} Act */

/**
 * The agent's actions on the case: reply to their own, else claim it; reassign it, return it.
 * @param {EscalationDetail} found
 * @param {{ text: Texts, agentId: string, staff: Staff, typed: string, onAct: Act }} options
 */
export function deskView(found, { text, agentId, staff, typed, onAct }) {
  if (found.state !== 'open') return ended(found, text);
  const isMine = found.owner.agentId === agentId;
  return element(
    'div',
    { class: 'desk' },
    isMine ? replyForm(found, { text, typed, onAct }) : claimSection(text, onAct),
    element(
      'section',
      {},
      handOn(found, { text, staff, onAct }),
      isMine && release(text, onAct),
      returnToAi(text, onAct),
    ),
  );
}

/**
 * @param {EscalationDetail} found
 * @param {Texts} text
 */
const ended = ({ reply }, text) =>
  element(
    'section',
    { class: 'desk' },
    reply === undefined
      ? element('p', {}, text.closed)
      : [element('h2', {}, text.repliedBy(reply.agent.name)), element('p', { class: 'text', lang: '' }, reply.text)],
  );

/**
 * @param {Texts} text
 * @param {Act} onAct
 */
const claimSection = (text, onAct) =>
  element(
    'section',
    {},
    element('p', {}, text.claimHint),
    element('button', { type: 'button', id: 'claim', onclick: () => onAct('claim') }, text.claim),
  );

/**
 * @param {EscalationDetail} found
 * @param {{ text: Texts, typed: string, onAct: Act }} options
 */
function replyForm({ draft }, { text, typed, onAct }) {
  const reply = element('textarea', {
    id: 'reply',
    required: true,
    maxlength: '8000',
    'aria-describedby': 'reply-hint',
  });
  reply.value = typed;
  return element(
    'form',
    {
      class: 'card',
      onsubmit: (event) => {
        event.preventDefault();
        onAct('reply', { text: reply.value });
      },
    },
    element('label', { for: 'reply' }, text.yourReply),
    reply,
    element('p', { class: 'soft small', id: 'reply-hint' }, text.replyHint),
    element('button', {}, text.send),
    draft !== undefined && draftView(draft.text, { text, reply }),
  );
}

/**
 * Only a person copies the draft into the reply.
 * @param {string} draft
 * @param {{ text: Texts, reply: HTMLTextAreaElement }} options
 */
function draftView(draft, { text, reply }) {
  const use = () => {
    reply.value = draft;
    reply.focus();
  };
  return element(
    'details',
    { open: true },
    element('summary', {}, text.draft),
    element('p', { class: 'soft small' }, text.draftHint),
    element('p', { class: 'text', lang: '' }, draft),
    element('button', { type: 'button', class: 'quiet', onclick: use }, text.useDraft),
  );
}

/**
 * @param {EscalationDetail} found
 * @param {{ text: Texts, staff: Staff, onAct: Act }} options
 */
function handOn({ owner }, { text, staff, onAct }) {
  const others = staff.items.filter(({ agentId }) => agentId !== owner.agentId);
  const to = element(
    'select',
    { id: 'to' },
    others.map(({ agentId, name }) => element('option', { value: agentId }, name)),
  );
  const note = element('input', { id: 'note', maxlength: '1000' });
  return element(
    'details',
    {},
    element('summary', {}, text.reassign),
    element('label', { for: 'to' }, text.reassignTo),
    to,
    element('label', { for: 'note' }, text.note),
    note,
    element(
      'button',
      {
        type: 'button',
        class: 'quiet',
        onclick: () =>
          onAct('reassign', { toAgentId: to.value, ...(note.value.trim() !== '' && { note: note.value }) }),
      },
      text.reassign,
    ),
  );
}

/**
 * @param {Texts} text
 * @param {Act} onAct
 */
const release = (text, onAct) =>
  element(
    'p',
    {},
    element('button', { type: 'button', class: 'quiet', onclick: () => onAct('release') }, text.release),
  );

/**
 * @param {Texts} text
 * @param {Act} onAct
 */
function returnToAi(text, onAct) {
  const ask = () => {
    if (confirm(text.confirmReturn)) onAct('return-to-ai');
  };
  return element('p', {}, element('button', { type: 'button', class: 'quiet', onclick: ask }, text.returnToAi));
}
