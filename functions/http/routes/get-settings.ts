import { settingsRoutes } from '../../../schemas/api/settings-routes.ts';
import { findSettings } from '../../entities/company.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { settingsEtagOf, settingsVersionOf } from '../settings/settings-etag.ts';
import { isKnown, revalidated } from '../views/inquiry-etag.ts';

export const getSettings = httpRoute(settingsRoutes, 'getSettings', async ({ principal, headers }) => {
  const stored = await findSettings(principal.companyId);
  if (stored === null) throw new ProblemError('not_found');
  const etag = settingsEtagOf(stored);
  if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
  return { status: 200, body: { ...stored.settings, version: settingsVersionOf(stored) }, headers: revalidated(etag) };
});
