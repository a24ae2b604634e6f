import type { OperationExamples } from './operation-examples.ts';

const issued = {
  id: '01kf2w0a1b2c3d4e5f6g7h8j9k',
  name: '쇼핑몰 서버',
  prefix: 'iwk_live_7m3q8w5x9y',
  mode: 'live',
  scopes: ['inquiries:write', 'inquiries:read'],
  createdAt: '2026-01-16T00:30:02.000Z',
};
const shown = {
  ...issued,
  key: `${issued.prefix}_YourNewKeyIsShownHereOnceAndNeverAgain00`,
  secretAvailable: true,
};
const replayed = { summary: 'The same request again', value: { ...issued, secretAvailable: false } };
const active = { ...issued, state: 'active', lastUsedAt: '2026-01-16T02:10:00.000Z' };
const revoked = {
  id: '01kf2w0m4n5p6q7r8s9t0v1w2x',
  name: 'Staging',
  prefix: 'iwk_test_4n5p6q7r8s',
  mode: 'test',
  scopes: ['inquiries:write', 'inquiries:read'],
  state: 'revoked',
  createdAt: '2025-12-01T05:00:00.000Z',
  revokedAt: '2026-01-10T05:00:00.000Z',
};

/** By operation: requests and answers as they come. */
export const keyExamples: Readonly<Record<string, OperationExamples>> = {
  createApiKey: {
    request: {
      live: {
        summary: '쇼핑몰 서버의 키',
        value: { name: '쇼핑몰 서버', scopes: ['inquiries:write', 'inquiries:read'] },
      },
      test: {
        summary: 'For tests, until the end of the year',
        value: {
          name: 'Staging',
          mode: 'test',
          scopes: ['inquiries:write', 'inquiries:read'],
          expiresAt: '2026-12-31T00:00:00.000Z',
        },
      },
    },
    response: { made: { summary: 'Made: keep the key now', value: shown }, replayed },
  },
  listApiKeys: { response: { keys: { summary: 'One in use, one revoked', value: { items: [active, revoked] } } } },
  getApiKey: { response: { key: { summary: 'In use', value: active } } },
  rotateApiKey: {
    request: { hour: { summary: 'The old key works for another hour', value: { overlapSeconds: 3_600 } } },
    response: { made: { summary: 'The new key', value: shown }, replayed },
  },
};
