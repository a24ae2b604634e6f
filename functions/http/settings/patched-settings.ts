import { checkSettings, mergePatch } from '../../../domain/company/settings.ts';
import { CompanySettings } from '../../../schemas/company.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { validate } from '../../middleware/http-validate.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** The settings after a merge patch. @throws ProblemError validation_failed with the paths at fault */
export function patchedSettings(
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
