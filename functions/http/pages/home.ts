import { serviceRoutes } from '../../../schemas/api/service-routes.ts';
import { config } from '../../config.ts';
import { type Html, html } from '../../html.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { layout } from '../../pages/layout.ts';
import { type PageLanguage, pageLanguage } from '../../pages/page-language.ts';
import { texts } from '../../pages/texts.ts';

export const showHome = pageRoute(serviceRoutes, 'showHome', async ({ acceptLanguage }) => ({
  status: 200,
  body: homePage({ language: pageLanguage(undefined, acceptLanguage), webOrigin: config().webOrigin }),
  headers: { 'cache-control': 'public, max-age=300', vary: 'accept-language' },
}));

/** An overview. Without its own origin the console is beside the API; links work under any prefix. */
function homePage({ language, webOrigin }: { language: PageLanguage; webOrigin: string | null }): Html {
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
