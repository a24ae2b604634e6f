import { languageOfWords } from '../../domain/language/script.ts';
import type { KnowledgeFields } from '../../schemas/api/knowledge.ts';
import type { CompanyId, KnowledgeId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import {
  changeKnowledge,
  findKnowledgeEntries,
  type KnowledgeChange,
  type KnowledgeEntryItem,
  listAllKnowledge,
  mostChanges,
} from '../entities/knowledge.ts';

/** The wanted entry. */
export interface WantedEntry {
  readonly companyId: CompanyId;
  readonly knowledgeId: KnowledgeId;
  readonly fields: KnowledgeFields;
}

/** `keep` = it exists already, word for word. */
type EntryChange =
  | Exclude<KnowledgeChange, { kind: 'remove' }>
  | { readonly kind: 'keep'; readonly entry: KnowledgeEntryItem };

/** The change from the existing entry to the wanted one. */
export function entryChange(
  { companyId, knowledgeId, fields }: WantedEntry,
  { known, nowMs }: { readonly known: KnowledgeEntryItem | null; readonly nowMs: EpochMs },
): EntryChange {
  const content = contentOf(fields);
  if (known !== null && hasContent(known, content)) return { kind: 'keep', entry: known };
  const entry = {
    companyId,
    knowledgeId,
    ...content,
    version: (known?.version ?? 0) + 1,
    createdAtMs: known?.createdAtMs ?? nowMs,
    updatedAtMs: nowMs,
  };
  return known === null ? { kind: 'create', entry } : { kind: 'replace', known, entry };
}

const contentOf = ({ title, text, language, category, sourceUrl, state = 'active' }: KnowledgeFields) => ({
  title,
  text,
  language: language ?? languageOfWords(`${title}\n${text}`),
  ...(category !== undefined && { category }),
  ...(sourceUrl !== undefined && { sourceUrl }),
  state,
});

const hasContent = (known: KnowledgeEntryItem, content: ReturnType<typeof contentOf>): boolean =>
  (['title', 'text', 'language', 'category', 'sourceUrl', 'state'] as const).every(
    (name) => known[name] === (name in content ? content[name] : undefined),
  );

/** An entry's part of the size of its index. */
export const charactersOf = ({ title, text }: Pick<KnowledgeFields, 'title' | 'text'>): number =>
  title.length + text.length;

/** Rounds in which entries that others change at the same time are read and decided again. */
const rounds = 3;

/** `conflict` = others kept changing the entry, and their change stays. */
export type MergeOutcome = 'created' | 'updated' | 'unchanged' | 'conflict';

/** Creates or replaces entries of one company, each as a whole; in as many transactions as needed. */
export async function mergeEntries(
  companyId: CompanyId,
  { wanted, nowMs }: { readonly wanted: readonly WantedEntry[]; readonly nowMs: EpochMs },
): Promise<ReadonlyMap<KnowledgeId, MergeOutcome>> {
  const outcomes = new Map<KnowledgeId, MergeOutcome>();
  for (let from = 0; from < wanted.length; from += mostChanges) {
    let left: readonly WantedEntry[] = wanted.slice(from, from + mostChanges);
    for (let round = 1; round <= rounds && left.length > 0; round++) {
      const known = await findKnowledgeEntries(
        companyId,
        left.map(({ knowledgeId }) => knowledgeId),
      );
      left = await mergeOnce(companyId, { left, known, nowMs, outcomes });
    }
    for (const { knowledgeId } of left) outcomes.set(knowledgeId, 'conflict');
  }
  return outcomes;
}

/** Removes every entry but those to keep. Returns how many there were. */
export async function removeOthers(
  companyId: CompanyId,
  { keep, nowMs }: { readonly keep: ReadonlySet<KnowledgeId>; readonly nowMs: EpochMs },
): Promise<number> {
  const others = (await listAllKnowledge(companyId)).filter(({ knowledgeId }) => !keep.has(knowledgeId));
  let removed = 0;
  for (let from = 0; from < others.length; from += mostChanges) {
    let left: readonly KnowledgeChange[] = others
      .slice(from, from + mostChanges)
      .map((known) => ({ kind: 'remove', known }));
    // A concurrent change of an entry is the later one: it stays.
    while (left.length > 0) {
      const outcome = await changeKnowledge(companyId, { changes: left, nowMs });
      if (outcome.kind === 'committed') removed += left.length;
      left = outcome.kind === 'committed' ? [] : left.filter((_, at) => outcome.failed[at] !== true);
    }
  }
  return removed;
}

interface Round {
  readonly left: readonly WantedEntry[];
  readonly known: ReadonlyMap<KnowledgeId, KnowledgeEntryItem>;
  readonly nowMs: EpochMs;
  readonly outcomes: Map<KnowledgeId, MergeOutcome>;
}

const outcomeOf = { create: 'created', replace: 'updated', keep: 'unchanged' } as const satisfies Record<
  EntryChange['kind'],
  MergeOutcome
>;

/** One transaction; what has to be decided again after a concurrent change. */
async function mergeOnce(
  companyId: CompanyId,
  { left, known, nowMs, outcomes }: Round,
): Promise<readonly WantedEntry[]> {
  const changes = left.map((one) => entryChange(one, { known: known.get(one.knowledgeId) ?? null, nowMs }));
  const writes = changes.filter((change) => change.kind !== 'keep');
  const outcome =
    writes.length === 0 ? { kind: 'committed' } : await changeKnowledge(companyId, { changes: writes, nowMs });
  if (outcome.kind !== 'committed') return left;
  for (const { kind, entry } of changes) outcomes.set(entry.knowledgeId, outcomeOf[kind]);
  return [];
}
