import type { InquiryStatusResponse } from '../../schemas/api/inquiries.ts';
import { messageCharacters } from '../../schemas/api/limits.ts';
import { answeredStatuses, type InquiryStatus } from '../../schemas/status.ts';
import { epochMs } from '../../schemas/units.ts';
import { type Html, html } from '../html.ts';
import { formatDuration, timeElement } from './format.ts';
import { layout } from './layout.ts';
import type { PageLanguage } from './page-language.ts';
import { pollScript } from './scripts.ts';
import { type PageTexts, texts } from './texts.ts';

interface StatusPageView {
  readonly status: InquiryStatusResponse;
  readonly etag: string;
  readonly companyName: string;
  readonly timeZone: string;
  readonly language: PageLanguage;
  readonly statusToken: string;
  readonly mayRequestPerson: boolean;
  readonly mayAddMessage: boolean;
  /** The reader is writing a message, so the page must not reload. */
  readonly writing?: Writing;
}

export interface Writing {
  /** The refused text, returned for correction. */
  readonly rejectedText?: string;
}

/** Seconds between reloads without scripts: long enough to read in peace. */
const reloadSeconds = 20;

/** The customer's page: the inquiry's status, its answer, and a way to a person. */
export function statusPage(view: StatusPageView): Html {
  const { status, etag, companyName, language } = view;
  const words = texts[language];
  const isFinal = answeredStatuses.some((answered) => answered === status.status);
  const main = html`
<p class="soft small">${words.yourInquiry}${status.mode === 'test' ? html` <span class="badge warn" data-mode="test">${words.test}</span>` : null}</p>
<h1 data-inquiry="${status.id}" data-etag="${etag}" data-final="${isFinal ? 'true' : 'false'}">${status.title}</h1>
${summarySection(view, words)}
${answerArticle(view, words)}
${messagesSection(view, words)}
${progressSection(view, words)}
${messageSection(view, words)}
${view.mayRequestPerson && view.writing === undefined ? requestForm(words) : null}`;
  return layout({
    language,
    title: status.title,
    owner: companyName,
    main,
    ...(!isFinal && view.writing === undefined && { script: pollScript, reloadSeconds }),
  });
}

const badgeOf = {
  pending: 'plain',
  ai_responded: 'good',
  escalated: 'warn',
  resolved: 'good',
  erased: 'plain',
} as const satisfies Record<InquiryStatus, string>;

function summarySection({ status, language }: StatusPageView, words: PageTexts): Html {
  const isWaiting = status.status === 'pending' || status.status === 'escalated';
  const duration = formatDuration(status.estimatedResponseTime, language);
  return html`<section>
<p data-summary><span class="badge ${badgeOf[status.status]}">${words.statuses[status.status]}</span></p>
${status.escalationRequested && isWaiting ? html`<p>${words.personRequested}</p>` : null}
${isWaiting ? html`<p>${words.expectedWithin(duration)}</p>` : null}
</section>`;
}

function answerArticle(view: StatusPageView, words: PageTexts): Html | null {
  const { answer, status } = view.status;
  if (answer === undefined) return null;
  const heading = status === 'escalated' ? words.earlierAnswer : words.answer;
  return html`<article aria-labelledby="answer">
<h2 id="answer">${heading}</h2>
<p class="text" lang="">${answer.text}</p>
${answer.citations.length === 0 ? null : citationList(answer.citations, words)}
<p class="soft small">${words.answeredBy[answer.source]} · ${timeElement(epochMs(Date.parse(answer.at)), view)}</p>
</article>`;
}

const citationList = (citations: readonly { title: string; quote: string }[], words: PageTexts): Html =>
  html`<details><summary>${words.sources}</summary>
${citations.map(({ title, quote }) => html`<p>${title}</p><blockquote>${quote}</blockquote>`)}
</details>`;

function progressSection(view: StatusPageView, words: PageTexts): Html {
  const { progress, status } = view.status;
  const labels: Readonly<Record<string, string>> = words.events;
  const steps = progress.map(
    ({ kind, at }) => html`<li>${labels[kind] ?? kind}${timeElement(epochMs(Date.parse(at)), view)}</li>`,
  );
  const next = status === 'pending' || status === 'escalated' ? words.next[status] : null;
  return html`<section aria-labelledby="progress">
<h2 id="progress">${words.progress}</h2>
<ol class="steps">${steps}${next === null ? null : html`<li aria-current="step">${next}</li>`}</ol>
</section>`;
}

function messagesSection({ status: { messages = [] } }: StatusPageView, words: PageTexts): Html | null {
  if (messages.length === 0) return null;
  return html`<section aria-labelledby="messages"><h2 id="messages">${words.messages}</h2>
${messages.map(({ text }) => html`<p class="text" lang="">${text}</p>`)}
</section>`;
}

/** A link to the form; the form itself on a page that does not reload. */
function messageSection(view: StatusPageView, words: PageTexts): Html | null {
  const { mayAddMessage, writing, statusToken, language } = view;
  if (!mayAddMessage) return null;
  return writing === undefined
    ? html`<p><a href="${statusToken}?write=1#text">${words.addMessage}</a></p>`
    : messageForm({ statusToken, language, rejectedText: writing.rejectedText });
}

const requestForm = (words: PageTexts): Html =>
  html`<form method="post">
<p>${words.talkToPersonHint}</p>
<button class="quiet" type="submit">${words.talkToPerson}</button>
</form>`;

/**
 * The form by which a customer adds to their inquiry; it works without scripts. Its page may have been answered at the
 * address it posts to, so its links are whole paths from the folder of the pages.
 */
function messageForm(view: { statusToken: string; language: PageLanguage; rejectedText: string | undefined }): Html {
  const { statusToken, language, rejectedText } = view;
  const words = texts[language];
  const longest = messageCharacters.toLocaleString(language);
  const error =
    rejectedText === undefined
      ? null
      : html`<p class="error" id="text-error" role="alert">${words.addMessageInvalid(longest)}</p>`;
  const field =
    rejectedText === undefined
      ? html`<textarea id="text" name="text" required maxlength="${messageCharacters}" aria-describedby="text-hint"></textarea>`
      : html`<textarea id="text" name="text" required maxlength="${messageCharacters}" aria-describedby="text-error text-hint" aria-invalid="true" autofocus>
${rejectedText.slice(0, messageCharacters * 2)}</textarea>`;
  const page = rejectedText === undefined ? statusToken : `../${statusToken}`;
  return html`<form method="post" action="${page}/messages" accept-charset="utf-8">
<label for="text">${words.addMessageLabel}</label>
${error}
${field}
<p class="soft small" id="text-hint">${words.addMessageHint(longest)}</p>
<p><button type="submit">${words.send}</button> <a href="${page}">${words.back}</a></p>
</form>`;
}
