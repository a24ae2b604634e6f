import { html } from '../html.ts';

/**
 * Polls the status with its ETag, which costs the service nothing while nothing changes, and puts the new `main` in
 * place of the old when something has, and says so to screen readers. Waits 3 s at first, up to 30 s, and not at all
 * while the page is hidden.
 */
export const pollScript = html`
(() => {
  const token = location.pathname.split('/').filter(Boolean).at(-1);
  let waitMs = 3000;
  const facts = () => document.querySelector('[data-inquiry]').dataset;
  const look = async () => {
    if (document.hidden) return;
    const { inquiry, etag } = facts();
    const answer = await fetch('../v1/inquiries/' + inquiry + '/status', {
      headers: { authorization: 'Bearer ' + token, 'if-none-match': etag },
    });
    if (answer.status !== 200) return;
    const page = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!page.ok) return;
    const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('main');
    if (fresh === null) return;
    document.querySelector('main').replaceChildren(...fresh.childNodes);
    document.querySelector('#live').textContent = document.querySelector('[data-summary]').textContent;
    waitMs = 3000;
  };
  const again = () => {
    if (facts().final === 'true') return;
    setTimeout(() => look().catch(() => {}).finally(again), waitMs);
    waitMs = Math.min(30000, waitMs * 1.3);
  };
  again();
})();
`;

/** Puts the draft into the reply for editing. Without scripts the draft can be copied. */
export const draftScript = html`
(() => {
  const button = document.querySelector('#use-draft');
  if (button === null) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const reply = document.querySelector('#reply');
    reply.value = document.querySelector('#draft').textContent;
    reply.focus();
  });
})();
`;
