import type { ProblemCode } from '../../schemas/errors.ts';
import { type Html, html } from '../html.ts';
import { layout } from './layout.ts';
import type { PageLanguage } from './page-language.ts';
import { problemTexts } from './texts.ts';

interface ProblemPage {
  readonly language: PageLanguage;
  readonly code: ProblemCode;
  /** Instead of the general explanation. */
  readonly detail?: string;
  readonly requestId?: string;
  readonly owner?: string;
}

/** An error for people, with the remedy and, for support, the request id. */
export function problemPage({ language, code, detail, requestId, owner }: ProblemPage): Html {
  const { title, detail: general } = problemTexts(language, code);
  const main = html`<h1>${title}</h1>
<section><p>${detail ?? general}</p>${requestId === undefined ? null : html`<p class="soft small">${requestId}</p>`}</section>`;
  return layout({ language, title, main, ...(owner !== undefined && { owner }) });
}
