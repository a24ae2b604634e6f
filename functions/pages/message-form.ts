import { messageCharacters } from '../../schemas/api/messages.ts';
import { type Html, html } from '../html.ts';
import type { PageLanguage } from './page-language.ts';
import { texts } from './texts.ts';

/**
 * The form by which a customer adds to their inquiry; it works without scripts. Its page may have been answered at the
 * address it posts to, so its links are whole paths from the folder of the pages.
 */
export function messageForm(view: {
  statusToken: string;
  language: PageLanguage;
  rejectedText: string | undefined;
}): Html {
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
