import { type Html, html } from '../html.ts';
import type { ReplyPageView } from './reply-page-view.ts';
import { texts } from './texts.ts';

/**
 * The draft stands beside an empty field, and comes into it only by a person's hand: whatever posts the forms of a mail's
 * links by itself posts nothing that could go out as a reply.
 */
export function replyForm(view: ReplyPageView): Html {
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
