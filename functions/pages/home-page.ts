import { type Html, html } from '../html.ts';
import { layout } from './layout.ts';
import type { PageLanguage } from './page-language.ts';
import { texts } from './texts.ts';

/** Names what there is. The console stands beside the API where it has no origin of its own; links work under any prefix. */
export function homePage({ language, webOrigin }: { language: PageLanguage; webOrigin: string | null }): Html {
  const words = texts[language].home;
  const places = [
    { href: './docs', ...words.docs },
    { href: webOrigin === null ? './console/' : `${webOrigin}/`, ...words.console },
    { href: './readyz', ...words.readiness },
  ];
  const items = places.map(({ href, label, hint }) => html`<dt><a href="${href}">${label}</a></dt><dd>${hint}</dd>\n`);
  const main = html`<h1>${words.heading}</h1>
<section><dl>
${items}</dl></section>`;
  return layout({ language, title: words.heading, main });
}
