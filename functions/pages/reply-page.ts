import { urgencyWords } from '../../domain/words/names.ts';
import type { Urgency } from '../../schemas/inquiry.ts';
import { type Html, html } from '../html.ts';
import { timeElement } from './format.ts';
import { layout } from './layout.ts';
import type { PageLanguage } from './page-language.ts';
import { evidence, type ReplyPageView } from './reply-evidence.ts';
import { draftScript } from './scripts.ts';
import { texts } from './texts.ts';

/** Everything an agent needs to answer an inquiry, and the form. */
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

/**
 * The draft is beside an empty field, and only a person copies it: a program that posts the forms of a mail's
 * links posts nothing that could be sent as a reply.
 */
function replyForm(view: ReplyPageView): Html {
  const { language, replyCharacters, rejectedText } = view;
  const words = texts[language].reply;
  const longest = replyCharacters.toLocaleString(language);
  const error =
    rejectedText === undefined
      ? null
      : html`<p class="error" id="reply-error" role="alert">${words.invalid(longest)}</p>`;
  const field =
    rejectedText === undefined
      ? html`<textarea id="reply" name="reply" required maxlength="${replyCharacters}" aria-describedby="reply-hint"></textarea>`
      : html`<textarea id="reply" name="reply" required maxlength="${replyCharacters}" aria-describedby="reply-error reply-hint" aria-invalid="true" autofocus>
${rejectedText.slice(0, replyCharacters * 2)}</textarea>`;
  return html`${draftSection(view)}
<form method="post" accept-charset="utf-8">
<label for="reply">${words.yourReply}</label>
${error}
${field}
<p class="soft small" id="reply-hint">${words.replyHint(longest)}</p>
<button type="submit">${words.send}</button>
</form>`;
}

function draftSection({ language, draft, responseQualityScore }: ReplyPageView): Html | null {
  if (draft === undefined) return null;
  const words = texts[language].reply;
  const quality =
    responseQualityScore === undefined ? null : html` · ${words.quality(responseQualityScore.toFixed(1))}`;
  return html`<section aria-labelledby="draft-heading"><h2 id="draft-heading">${words.draft}</h2>
<p class="soft small">${words.draftHint}${quality}</p>
<p class="text" id="draft">${draft}</p>
<button class="quiet" type="button" id="use-draft" hidden>${words.useDraft}</button>
</section>`;
}
