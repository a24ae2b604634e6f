import { mostKnowledgeCharacters, planLimits } from '../../../domain/plans.ts';
import type { CompanyId, KnowledgeId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import { findIndexState } from '../../entities/index-state.ts';
import type { KnowledgeEntryItem } from '../../entities/knowledge.ts';
import { charactersOf, type WantedEntry } from '../../knowledge/merge-entries.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/**
 * Counts by the last index, so that adding an entry does not read them all: entries of the seconds since are not
 * counted. A change that adds nothing is never refused. @throws ProblemError knowledge_full
 */
export async function requireRoom(
  wanted: readonly WantedEntry[],
  {
    companyId,
    known,
    nowMs,
  }: {
    readonly companyId: CompanyId;
    readonly known: ReadonlyMap<KnowledgeId, KnowledgeEntryItem>;
    readonly nowMs: EpochMs;
  },
): Promise<void> {
  const added = wanted.length - known.size;
  const grown = sum(wanted.map(({ fields }) => charactersOf(fields))) - sum([...known.values()].map(charactersOf));
  if (added === 0 && grown <= 0) return;
  const [company, index] = await Promise.all([findCompany(companyId, nowMs), findIndexState(companyId)]);
  const { entries = 0, characters = 0 } = index ?? {};
  const most = planLimits(company?.plan ?? 'basic').knowledgeEntries;
  if (added > 0 && entries + added > most)
    throw full(`There are ${entries} entries and ${added} would be added; the plan holds ${most}`);
  if (grown > 0 && characters + grown > mostKnowledgeCharacters)
    throw full(`The knowledge has ${characters} characters, and ${mostKnowledgeCharacters} at most`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const full = (detail: string): ProblemError => new ProblemError('knowledge_full', { detail });
