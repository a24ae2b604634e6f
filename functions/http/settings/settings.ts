import { checkSettings, mergePatch } from '../../../domain/company/settings.ts';
import { settingsFreshSeconds } from '../../../schemas/api/limits.ts';
import { settingsRoutes } from '../../../schemas/api/settings.ts';
import { CompanySettings } from '../../../schemas/company.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { forgetAccount } from '../../entities/account.ts';
import {
  findSettings,
  firstSettingsVersion,
  type StoredSettings,
  changeSettings as store,
} from '../../entities/company.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { validate } from '../../middleware/http-validate.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isKnown, requirePrecondition, revalidated } from '../shared/conditional-requests.ts';

export const getSettings = httpRoute(settingsRoutes, 'getSettings', async ({ principal, headers }) => {
  const stored = await findSettings(principal.companyId);
  if (stored === null) throw new ProblemError('not_found');
  const etag = settingsEtagOf(stored);
  if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
  return { status: 200, body: { ...stored.settings, version: settingsVersionOf(stored) }, headers: revalidated(etag) };
});

/** A concurrent change is read and decided again; the caller's condition is checked each time. */
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

/** The settings after a merge patch. @throws ProblemError validation_failed with the paths at fault */
function patchedSettings(
  settings: CompanySettings,
  { patch, nowMs }: { readonly patch: Readonly<Record<string, unknown>>; readonly nowMs: EpochMs },
): CompanySettings {
  const patched = validate(CompanySettings, mergePatch(settings, patch));
  const faults = checkSettings(patched, nowMs);
  if (faults.length === 0) return patched;
  throw new ProblemError('validation_failed', {
    detail: `Invalid: ${faults.map(({ path }) => path).join(', ')}`,
    errors: faults,
  });
}

const settingsVersionOf = ({ version }: StoredSettings): number => version ?? firstSettingsVersion;

/** Strong: the version rises with every change. */
const settingsEtagOf = (stored: StoredSettings): string => `"settings-v${settingsVersionOf(stored)}"`;
