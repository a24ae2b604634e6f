// @ts-check
/** @import { Api } from './api.js' */
/** @import { Session } from './session.js' */
/** @import { Texts } from './texts.js' */
import { ApiProblem } from './api.js';
import { element } from './dom.js';
import { problemWords } from './problem-words.js';

/**
 * Asks for the key, then for who of the staff it is.
 * @param {{ text: Texts, apiFor: (apiKey: string) => Api, onSignedIn: (session: Session) => void }} options
 */
export function signInView({ text, apiFor, onSignedIn }) {
  const key = element('input', {
    id: 'key',
    type: 'password',
    autocomplete: 'off',
    required: true,
    'aria-describedby': 'key-hint',
  });
  const error = element('p', { class: 'error', role: 'alert' });
  const who = element('div', {});
  const form = element(
    'form',
    {
      class: 'card narrow',
      onsubmit: (event) => {
        event.preventDefault();
        proceed().catch((problem) => {
          if (!(problem instanceof ApiProblem)) throw problem;
          error.textContent = problemWords(problem, text);
        });
      },
    },
    element('h1', {}, text.signIn),
    element('label', { for: 'key' }, text.apiKey),
    key,
    element('p', { class: 'soft small', id: 'key-hint' }, text.apiKeyHint),
    who,
    error,
    element('button', {}, text.go),
  );

  async function proceed() {
    error.textContent = '';
    const chosen = form.querySelector('select');
    const apiKey = key.value.trim();
    if (chosen !== null) return onSignedIn({ apiKey, agentId: chosen.value });
    const { items } = await apiFor(apiKey).staff();
    const select = element(
      'select',
      { id: 'agent' },
      items.map(({ agentId, name }) => element('option', { value: agentId }, name)),
    );
    key.readOnly = true;
    who.append(element('label', { for: 'agent' }, text.whoAreYou), select);
    select.focus();
  }

  return form;
}
