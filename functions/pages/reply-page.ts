import type { Urgency } from '../../schemas/inquiry.ts';
import { type Html, html } from '../html.ts';
import { urgencyWords } from '../mail/words.ts';
import { timeElement } from './format.ts';
import { layout } from './layout.ts';
import type { PageLanguage } from './page-language.ts';
import { evidence } from './reply-evidence.ts';
import { replyForm } from './reply-form.ts';
import type { ReplyPageView } from './reply-page-view.ts';
import { draftScript } from './scripts.ts';
import { texts } from './texts.ts';

/** All that an agent needs to answer an inquiry, and the form to do it. */
export function replyPage(view: ReplyPageView): Html {
  const { language, title, companyName } = view;
  const words = texts[language].reply;
  const main = html`
<h1>${words.heading}</h1>
${facts(view)}
${evidence(view)}
${replyForm(view)}`;
  return layout({ language, title: `${words.heading}: ${title}`, owner: companyName, main, script: draftScript });
}

const badges = { high: 'bad', medium: 'warn', low: 'plain' } as const satisfies Record<Urgency, string>;

function facts(view: ReplyPageView): Html {
  const { language, urgency, category, customerEmail } = view;
  const words = texts[language].reply;
  return html`<section><dl>
<dt>${words.due}</dt><dd>${timeElement(view.dueAtMs, view)}</dd>
<dt>${words.urgency}</dt><dd><span class="badge ${badges[urgency]}">${urgencyWords[language][urgency]}</span></dd>
<dt>${words.received}</dt><dd>${timeElement(view.receivedAtMs, view)}</dd>
${category === undefined ? null : html`<dt>${words.category}</dt><dd>${category}</dd>`}
<dt>${words.customer}</dt><dd>${customerEmail ?? words.noEmail}</dd>
</dl></section>`;
}

/** After the reply has been committed. */
export function replySentPage(view: { language: PageLanguage; owner: string; isMailed: boolean }): Html {
  const words = texts[view.language].reply;
  const main = html`<h1>${words.sent}</h1>
<section><p>${view.isMailed ? words.sentMail : words.sentPage}</p></section>`;
  return layout({ language: view.language, title: words.sent, owner: view.owner, main });
}
