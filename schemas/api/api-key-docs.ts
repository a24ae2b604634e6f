import {
  ApiKeyView,
  CreateApiKeyRequest,
  IssuedApiKey,
  type keyRoutes,
  ListApiKeysResponse,
  RotateApiKeyRequest,
} from './api-keys.ts';
import { fieldsOf } from './field-docs.ts';
import type { AreaDocs } from './operation-docs.ts';

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

const issuedHeaders = {
  Location: 'Where the key’s facts are read',
  'Idempotency-Replayed': '`true` when an earlier request made the key, whose secret is not shown again',
};

/** A key for a shop’s server, and one for tests. */
export const keyDocs = {
  createApiKey: {
    summary: 'Make an API key',
    description:
      'The key is shown in this answer and never again. A key of mode `test` makes test inquiries: they run the whole flow, but their mail reaches no customer and no staff. A test key makes test keys only, reads the live knowledge and settings and writes neither (403 `test_mode`), and manages the webhook endpoints that test keys have made. Send an `Idempotency-Key`: a repeat is answered with the same key’s facts, without the key and with `secretAvailable: false`.',
    responseHeaders: issuedHeaders,
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
  listApiKeys: {
    summary: 'List the company’s API keys, newest first',
    description: 'Revoked and expired ones too. A live key sees all, a test key only test keys.',
    response: { keys: { summary: 'One in use, one revoked', value: { items: [active, revoked] } } },
  },
  getApiKey: {
    summary: 'Read one API key’s facts',
    description: '`lastUsedAt` is right to ten minutes. `expiring` is true in the last week before a key ends.',
    response: { key: { summary: 'In use', value: active } },
  },
  rotateApiKey: {
    summary: 'Replace an API key, which goes on working for a while',
    description:
      'A new key of the same name, scopes and mode; the old one ends after `overlapSeconds` (a day when absent, 0 to end it now), or earlier if it would have. A key that has ended is let in no more within 60 seconds.',
    responseHeaders: issuedHeaders,
    request: { hour: { summary: 'The old key works for another hour', value: { overlapSeconds: 3_600 } } },
    response: { made: { summary: 'The new key', value: shown }, replayed },
  },
  revokeApiKey: {
    summary: 'Revoke an API key, within a minute everywhere',
    description:
      'For good. It is let in no more within 60 seconds; a repeat is answered alike. The last key that could manage keys stays.',
  },
} as const satisfies AreaDocs<typeof keyRoutes>;

const factFields = {
  id: 'Id of the key, which is no secret.',
  name: 'Name for people, such as that of the server that uses the key.',
  prefix: 'Visible beginning of the key, by which it is recognised in a configuration.',
  mode: 'Whether the key is for real customers (`live`) or for tests (`test`).',
  scopes: 'What the key may do.',
  createdAt: 'When the key was created.',
  expiresAt: 'When the key expires; absent when it never does.',
};

export const keyFields = [
  fieldsOf(CreateApiKeyRequest, {
    name: factFields.name,
    mode: 'Whether the key is for real customers or for tests; the mode of the caller’s key when absent.',
    scopes: 'What the key shall be allowed, each scope once.',
    expiresAt: 'When the key expires, in the future; never when absent.',
  }),
  fieldsOf(RotateApiKeyRequest, {
    overlapSeconds: 'Seconds for which the old key still works; a day when absent, 0 to end it now, a week at most.',
    expiresAt: 'When the new key expires, in the future; never when absent.',
  }),
  fieldsOf(ApiKeyView, {
    ...factFields,
    state: '`expiring` = ends within a week; `expired` and `revoked` keys are refused.',
    lastUsedAt: 'When the key was last used, right to ten minutes; absent when it never was.',
    revokedAt: 'When the key was revoked; absent when it was not.',
  }),
  fieldsOf(IssuedApiKey, {
    ...factFields,
    key: 'The key itself, shown in this answer only; absent in a replay, since it is not stored.',
    secretAvailable: 'Whether `key` is in this answer: `false` in a replay.',
  }),
  fieldsOf(ListApiKeysResponse, { items: 'Keys, newest first, with expired and revoked ones.' }),
];
