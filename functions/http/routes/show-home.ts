import { serviceRoutes } from '../../../schemas/api/service-routes.ts';
import { config } from '../../config.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { homePage } from '../../pages/home-page.ts';
import { pageLanguage } from '../../pages/page-language.ts';

export const showHome = pageRoute(serviceRoutes, 'showHome', async ({ acceptLanguage }) => ({
  status: 200,
  body: homePage({ language: pageLanguage(undefined, acceptLanguage), webOrigin: config().webOrigin }),
  headers: { 'cache-control': 'public, max-age=300', vary: 'accept-language' },
}));
