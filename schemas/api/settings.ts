import * as z from 'zod/mini';
import { CompanySettings } from '../company.ts';
import { mergePatchOf } from './merge-patch.ts';

/** For how long a warm process may still go by the settings before a change. */
export const settingsFreshSeconds = 30 as const;

export const SettingsResponse = z.object({
  ...CompanySettings.shape,
  /** Raised by one with every change. */
  version: z.int(),
});

/** All but what the operator decides. Lists are replaced whole; null takes an optional setting away. */
export const ChangeSettingsRequest = mergePatchOf(z.omit(CompanySettings, { companyId: true, plan: true }));

export const ChangeSettingsResponse = z.object({
  ...SettingsResponse.shape,
  /** Until then some functions may go by the settings before. */
  effectiveWithinSeconds: z.literal(settingsFreshSeconds),
});
