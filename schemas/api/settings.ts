import * as z from 'zod/mini';
import { CompanySettings } from '../company.ts';
import { settingsFreshSeconds } from './limits.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';

export const SettingsResponse = z.object({
  ...CompanySettings.shape,
  /** Raised by one with every change. */
  version: z.int(),
});

/**
 * A JSON Merge Patch (RFC 7396) for an object of this schema: every field optional, nested objects likewise,
 * null for fields that may be absent. Unknown fields are refused. New fields of the schema are included.
 */
const mergePatchOf = (schema: z.ZodMiniObject) => z.strictObject(patchShapeOf(schema.shape));

const patchShapeOf = (shape: Readonly<Record<string, z.core.$ZodType>>) =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, z.optional(patchOf(field))]));

function patchOf(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodMiniOptional) return z.nullable(patchOf(field.def.innerType));
  return field instanceof z.ZodMiniObject ? z.strictObject(patchShapeOf(field.shape)) : field;
}

/** All but what the operator decides. Lists are replaced whole; null takes an optional setting away. */
export const ChangeSettingsRequest = mergePatchOf(z.omit(CompanySettings, { companyId: true, plan: true }));

export const ChangeSettingsResponse = z.object({
  ...SettingsResponse.shape,
  /** Until then some functions may go by the settings before. */
  effectiveWithinSeconds: z.literal(settingsFreshSeconds),
});

const base = { profile: 'admin', auth: 'company', scope: 'admin', path: '/v1/settings' } as const;

/** How a company is served: its people, its hours, its measures. */
export const settingsRoutes = {
  getSettings: {
    ...base,
    method: 'GET',
    success: { status: 200, contentType: 'application/json', schema: SettingsResponse },
    problems: keyProblems,
  },
  changeSettings: {
    ...base,
    isLiveOnly: true,
    method: 'PATCH',
    body: ChangeSettingsRequest,
    success: { status: 200, contentType: 'application/json', schema: ChangeSettingsResponse },
    problems: [...keyProblems, 'test_mode', ...bodyProblems, 'version_conflict'],
  },
} as const satisfies Record<string, RouteSpec>;
