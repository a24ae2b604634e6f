import { serviceRoutes } from '../../../schemas/api/service-routes.ts';
import { config } from '../../config.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { once } from '../../once.ts';
import { DocsDocument } from '../../pages/docs-document.ts';
import { docsContentSecurityPolicy, docsPage } from '../../pages/docs-page.ts';
import { openApiDocument } from './document.ts';

const document = once(() => openApiDocument(config().publicBaseUrl));

export const showOpenApi = httpRoute(serviceRoutes, 'showOpenApi', async () => ({
  status: 200,
  body: document(),
  headers: { 'cache-control': 'public, max-age=300' },
}));

// The page is rarely read, so it is built at its first request.
const page = once(() => docsPage(DocsDocument.parse(openApiDocument(config().publicBaseUrl))));

export const showDocs = pageRoute(serviceRoutes, 'showDocs', async () => ({
  status: 200,
  body: page(),
  headers: { 'cache-control': 'public, max-age=300', 'content-security-policy': docsContentSecurityPolicy },
}));
