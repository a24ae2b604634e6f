import type { RouteSpec } from './route-spec.ts';
import { ChangeSettingsRequest, ChangeSettingsResponse, SettingsResponse } from './settings.ts';

const base = { profile: 'admin', auth: 'company', scope: 'admin', path: '/v1/settings' } as const;

/** How a company is served: its people, its hours, its measures. */
export const settingsRoutes = {
  getSettings: {
    ...base,
    method: 'GET',
    summary: 'Read the company’s settings',
    success: { status: 200, contentType: 'application/json', schema: SettingsResponse },
    problems: ['unauthorized', 'forbidden', 'too_many_requests', 'internal', 'unavailable'],
  },
  changeSettings: {
    ...base,
    isLiveOnly: true,
    method: 'PATCH',
    summary: 'Change some of the settings (JSON Merge Patch)',
    body: ChangeSettingsRequest,
    success: { status: 200, contentType: 'application/json', schema: ChangeSettingsResponse },
    problems: [
      'unauthorized',
      'forbidden',
      'test_mode',
      'too_many_requests',
      'internal',
      'unavailable',
      'invalid_json',
      'bad_request',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
      'version_conflict',
    ],
  },
} as const satisfies Record<string, RouteSpec>;
