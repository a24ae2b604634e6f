import { createHash } from 'node:crypto';
import { type Html, html } from '../html.ts';
import type { PageLanguage } from './page-language.ts';
import { draftScript, pollScript } from './scripts.ts';
import { styles } from './styles.ts';
import { texts } from './texts.ts';

const hashOf = (source: Html): string => `'sha256-${createHash('sha256').update(source.toString()).digest('base64')}'`;

/** Nothing but our own sheet and scripts, named by hash; the page may call and post to its own origin only. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(styles)}`,
  `script-src ${hashOf(pollScript)} ${hashOf(draftScript)}`,
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Page {
  readonly language: PageLanguage;
  readonly title: string;
  /** The company's name. */
  readonly owner?: string;
  readonly main: Html;
  readonly script?: Html;
  /** Seconds between reloads in a browser without scripts; absent for a final page. */
  readonly reloadSeconds?: number;
}

/** A whole page around `main`: landmarks, skip link, style and script. */
export function layout({ language, title, owner, main, script, reloadSeconds }: Page): Html {
  const reload =
    reloadSeconds === undefined
      ? null
      : html`<noscript><meta http-equiv="refresh" content="${reloadSeconds}"></noscript>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="same-origin">
<title>${title}${owner === undefined ? null : ` · ${owner}`}</title>
<link rel="icon" href="data:,">
${reload}
<style>${styles}</style>
</head>
<body>
<a class="skip" href="#main">${texts[language].skipToContent}</a>
<p class="skip" role="status" id="live"></p>
<header>${owner}</header>
<main id="main" tabindex="-1">${main}</main>
${script === undefined ? null : html`<script>${script}</script>`}
</body>
</html>
`;
}
