import { randomBytes } from 'node:crypto';
import { createApiKey } from '../../functions/entities/api-key.ts';
import { createCompany } from '../../functions/entities/company.ts';
import { newUlid } from '../../functions/new-ulid.ts';
import { newApiKey } from '../../functions/tokens/api-key.ts';
import { seedKnowledge } from '../../local/seed/seed-demo.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import { AgentId, ApiKeyId, CompanyId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';

export interface TestCompany {
  readonly settings: CompanySettings;
  readonly apiKey: string;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Works round the clock in UTC, so that an SLA minute is a minute of the clock. */
const settingsOf = (companyId: CompanyId, fields: Partial<CompanySettings>): CompanySettings => ({
  companyId,
  name: 'Round the Clock',
  plan: 'pro',
  locale: 'en',
  calendar: {
    timeZone: 'UTC',
    hours: everyDay.map((day) => ({ day, from: '00:00', to: '24:00' })),
    holidays: [],
  },
  slaMinutes: { high: 20, medium: 20, low: 20 },
  staff: [
    { agentId: AgentId.parse('ada'), name: 'Ada', email: 'ada@example.com', role: 'agent' },
    { agentId: AgentId.parse('ben'), name: 'Ben', email: 'ben@example.com', role: 'agent' },
    { agentId: AgentId.parse('mia'), name: 'Mia', email: 'mia@example.com', role: 'manager' },
  ],
  ...fields,
});

/**
 * A company with the demo's knowledge, made through the product's own writes. The functions' environment must be set.
 */
export async function createTestCompany(fields: Partial<CompanySettings> = {}): Promise<TestCompany> {
  const nowMs = epochMs(Date.now());
  const settings = settingsOf(CompanyId.parse(newUlid(nowMs)), fields);
  const { companyId } = settings;
  await seedKnowledge(companyId, nowMs);
  const apiKey = await createKey(companyId, nowMs);
  await createCompany(settings, nowMs);
  return { settings, apiKey };
}

async function createKey(companyId: CompanyId, nowMs: EpochMs): Promise<string> {
  const { key, prefix, hash } = newApiKey(randomBytes, 'live');
  await createApiKey({
    keyHash: hash,
    apiKeyId: ApiKeyId.parse(newUlid(nowMs)),
    companyId,
    prefix,
    name: 'Test company',
    mode: 'live',
    scopes: ['inquiries:write', 'inquiries:read', 'knowledge', 'escalations', 'admin'],
    createdAtMs: nowMs,
  });
  return key;
}
