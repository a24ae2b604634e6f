import { settingsFreshSeconds } from '../../../schemas/api/settings.ts';
import { settingsRoutes } from '../../../schemas/api/settings-routes.ts';
import { forgetAccount } from '../../entities/account.ts';
import { findSettings, type StoredSettings, changeSettings as store } from '../../entities/company.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { patchedSettings } from '../settings/patched-settings.ts';
import { settingsEtagOf, settingsVersionOf } from '../settings/settings-etag.ts';
import { requirePrecondition } from '../views/precondition.ts';

/** Another change in between is read and decided anew; the caller's condition is checked each time. */
const attempts = 5;

export const changeSettings = httpRoute(
  settingsRoutes,
  'changeSettings',
  async ({ body, principal, headers, nowMs }) => {
    const { companyId } = principal;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const known = await findSettings(companyId);
      if (known === null) throw new ProblemError('not_found');
      requirePrecondition(headers, settingsEtagOf(known));
      const settings = patchedSettings(known.settings, { patch: body, nowMs });
      if (Object.keys(body).length === 0) return changed(known);
      if (await store(known, { settings, nowMs })) {
        forgetAccount(companyId);
        return changed({ settings, version: settingsVersionOf(known) + 1 });
      }
    }
    throw new ProblemError('unavailable', {
      detail: 'The settings keep changing; try again',
      headers: { 'retry-after': '1' },
    });
  },
);

const changed = (stored: StoredSettings) => ({
  status: 200 as const,
  headers: { etag: settingsEtagOf(stored) },
  body: {
    ...stored.settings,
    version: settingsVersionOf(stored),
    effectiveWithinSeconds: settingsFreshSeconds,
  },
});
