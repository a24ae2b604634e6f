import { gateReasonWord, priorityReasonWord, reasonWords } from '../../domain/words/reasons.ts';
import type { EscalationReason, PriorityReason, Urgency } from '../../schemas/inquiry.ts';
import type { StaffPassage } from '../../schemas/knowledge.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type Html, html } from '../html.ts';
import type { PageLanguage } from './page-language.ts';
import { type PageTexts, texts } from './texts.ts';

/** The content of the reply page. */
export interface ReplyPageView {
  readonly language: PageLanguage;
  readonly timeZone: string;
  readonly companyName: string;
  readonly title: string;
  readonly content: string;
  /** Written when the inquiry was opened again, oldest first. */
  readonly messages: readonly string[];
  readonly category: string | undefined;
  readonly customerEmail: string | undefined;
  readonly receivedAtMs: EpochMs;
  readonly dueAtMs: EpochMs;
  readonly urgency: Urgency;
  readonly priorityScore: number | undefined;
  readonly priorityReasons: readonly PriorityReason[];
  readonly reason: EscalationReason;
  readonly reasons: readonly string[];
  readonly pages: readonly {
    readonly filename: string;
    readonly page: number;
    readonly outcome: 'read' | 'empty' | 'unreadable';
    readonly text: string;
    readonly unsureWords: readonly string[];
  }[];
  readonly passages: readonly StaffPassage[];
  readonly draft: string | undefined;
  readonly responseQualityScore: number | undefined;
  readonly replyCharacters: number;
  /** The refused text, returned for correction. */
  readonly rejectedText?: string;
}

type Words = PageTexts['reply'];

/** The inquiry and everything known about it. */
export function evidence(view: ReplyPageView): Html {
  const words = texts[view.language].reply;
  return html`${inquirySection(view, words)}
${view.pages.length === 0 ? null : attachmentSection(view, words)}
${reasonSection(view, words)}
${view.passages.length === 0 ? null : passageSection(view, words)}`;
}

const inquirySection = ({ title, content, messages }: ReplyPageView, words: Words): Html =>
  html`<section aria-labelledby="inquiry"><h2 id="inquiry">${words.inquiry}</h2>
<p><strong>${title}</strong></p>
<p class="text">${content}</p>
${messages.length === 0 ? null : html`<h3>${words.messages}</h3>`}
${messages.map((message) => html`<p class="text">${message}</p>`)}
</section>`;

function attachmentSection({ pages }: ReplyPageView, words: Words): Html {
  const items = pages.map(
    ({
      filename,
      page,
      outcome,
      text,
      unsureWords,
    }) => html`<details open><summary>${filename}, ${words.page(page)}</summary>
${outcome === 'read' ? html`<p class="text">${text}</p>` : html`<p class="soft">${words[outcome]}</p>`}
${unsureWords.length === 0 ? null : html`<p class="small soft">${words.unsure}: ${unsureWords.join(', ')}</p>`}
</details>`,
  );
  return html`<section aria-labelledby="attachments"><h2 id="attachments">${words.attachments}</h2>${items}</section>`;
}

function reasonSection(view: ReplyPageView, words: Words): Html {
  const { language, priorityScore, priorityReasons } = view;
  const points = priorityReasons.map(
    ({ reason, points }) => html`<li>${priorityReasonWord(reason, language)} (${words.points(points)})</li>`,
  );
  return html`<section aria-labelledby="why"><h2 id="why">${words.whyHere}</h2>
<p>${reasonWords[language][view.reason]}</p>
${view.reasons.length === 0 ? null : html`<ul>${view.reasons.map((reason) => html`<li>${gateReasonWord(reason, language)}</li>`)}</ul>`}
${priorityScore === undefined ? null : html`<p class="soft small">${words.priority(priorityScore)}</p>`}
${points.length === 0 ? null : html`<ul class="soft small">${points}</ul>`}
</section>`;
}

/** Passages that the draft cites are open, or else the best. */
function passageSection({ passages }: ReplyPageView, words: Words): Html {
  const items = passages.map(
    (
      { title, text, isCited },
      index,
    ) => html`<details${isCited || index === 0 ? html` open` : null}><summary>${title}</summary>
<blockquote class="text">${text}</blockquote></details>`,
  );
  return html`<section aria-labelledby="passages"><h2 id="passages">${words.passages}</h2>${items}</section>`;
}
