import { randomBytes } from 'node:crypto';
import { findCompany } from '../../functions/entities/account.ts';
import { createApiKey } from '../../functions/entities/api-key.ts';
import { createCompany, listCompanies } from '../../functions/entities/company.ts';
import { findIndexState } from '../../functions/entities/index-state.ts';
import { findJob } from '../../functions/entities/job.ts';
import { indexJobIdOf } from '../../functions/entities/knowledge.ts';
import { performJob } from '../../functions/job-runner/perform-job.ts';
import { mergeEntries } from '../../functions/knowledge/merge-entries.ts';
import { newUlid } from '../../functions/new-ulid.ts';
import { hashApiKey, newApiKey, parseApiKey } from '../../functions/tokens/api-key.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import { AgentId, ApiKeyId, CompanyId, KnowledgeId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { demoKnowledge } from './demo-knowledge.ts';

interface DemoAccess {
  readonly companyId: CompanyId;
  readonly apiKey: string;
}

/**
 * Gives the demo company its settings, knowledge and key, unless `known`, an earlier result, is there already. The
 * company is written last: an existing one is completely seeded. Knowledge that an earlier version put into the index
 * alone becomes entries.
 */
export async function seedDemo({ nowMs, known }: { nowMs: EpochMs; known?: DemoAccess }): Promise<DemoAccess> {
  const access = known ?? (await newAccess(nowMs));
  await seedKnowledge(access.companyId, nowMs);
  const isThere = (await findCompany(access.companyId, nowMs)) !== null;
  if (isThere && known !== undefined) return access;
  await unlessThere(createApiKey({ ...keyRecordOf(access, nowMs), createdAtMs: nowMs }));
  if (!isThere) await unlessThere(createCompany(demoSettings(access.companyId), nowMs));
  return access;
}

/** Another key to the demo company that is there, by its name, else to one that is yet to be made. */
async function newAccess(nowMs: EpochMs): Promise<DemoAccess> {
  const isDemo = ({ settings }: { settings: CompanySettings }): boolean => settings.name === demoName;
  const there = (await listCompanies()).filter(isDemo).toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0];
  const companyId = there?.settings.companyId ?? CompanyId.parse(newUlid(nowMs));
  return { companyId, apiKey: newApiKey(randomBytes, 'live').key };
}

function keyRecordOf({ companyId, apiKey }: DemoAccess, nowMs: EpochMs) {
  const parsed = parseApiKey(apiKey);
  if (parsed === null) throw new Error('The kept demo key is not an API key; remove demo.json from the data folder');
  return {
    keyHash: hashApiKey(apiKey),
    apiKeyId: ApiKeyId.parse(newUlid(nowMs)),
    companyId,
    prefix: parsed.prefix,
    name: 'Demo',
    mode: parsed.mode,
    scopes: ['inquiries:write', 'inquiries:read', 'knowledge', 'escalations', 'admin'] as const,
  };
}

async function unlessThere(creation: Promise<void>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return;
    throw error;
  }
}

/**
 * Gives a company the demo's knowledge as its own entries, and the index of them, by the product's own import and job.
 * Once: a company with an index keeps its own changes since.
 */
export async function seedKnowledge(companyId: CompanyId, nowMs: EpochMs): Promise<void> {
  const index = await findIndexState(companyId);
  if (index?.builtAtMs !== undefined) return;
  const wanted = demoKnowledge.map(({ passageId, ...fields }) => ({
    companyId,
    knowledgeId: KnowledgeId.parse(passageId),
    fields,
  }));
  await mergeEntries(companyId, { wanted, nowMs });
  const job = await findJob(indexJobIdOf(companyId));
  if (job === null) throw new Error('The demo knowledge is there without a job that indexes it');
  const outcome = await performJob(job, nowMs);
  if (outcome === 'failed') throw new Error('The demo knowledge could not be indexed');
}

const workdays = [1, 2, 3, 4, 5] as const;

/** Korea's public holidays and their substitutes that fall on a working day. */
const holidays = [
  ...['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-03-02', '2026-05-05', '2026-05-25'],
  ...['2026-08-17', '2026-09-24', '2026-09-25', '2026-10-05', '2026-10-09', '2026-12-25'],
  ...['2027-01-01', '2027-02-08', '2027-02-09', '2027-03-01', '2027-05-05', '2027-05-13', '2027-08-16'],
  ...['2027-09-14', '2027-09-15', '2027-09-16', '2027-10-04', '2027-10-11', '2027-12-27'],
];

/** An invented shop that serves its customers in Korean and English; its addresses can receive no mail. */
const demoName = '메리디안 스토어 (Meridian Store)';

export const demoSettings = (companyId: CompanyId): CompanySettings => ({
  companyId,
  name: demoName,
  plan: 'pro',
  locale: 'ko',
  calendar: {
    timeZone: 'Asia/Seoul',
    hours: workdays.map((day) => ({ day, from: '09:00', to: '18:00' })),
    holidays,
  },
  slaMinutes: { high: 60, medium: 240, low: 540 },
  staff: [
    { agentId: AgentId.parse('minseo'), name: '김민서', email: 'minseo.kim@example.com', role: 'agent' },
    { agentId: AgentId.parse('daniel'), name: '박다니엘', email: 'daniel.park@example.com', role: 'agent' },
    { agentId: AgentId.parse('jiwon'), name: '이지원', email: 'jiwon.lee@example.com', role: 'manager' },
  ],
});
