import { languageOfWords } from '../../domain/language/script.ts';
import type { KnowledgeFields } from '../../schemas/api/knowledge.ts';
import type { CompanyId, KnowledgeId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { KnowledgeChange, KnowledgeEntryItem } from '../entities/knowledge.ts';

/** An entry as it is to be. */
export interface WantedEntry {
  readonly companyId: CompanyId;
  readonly knowledgeId: KnowledgeId;
  readonly fields: KnowledgeFields;
}

/** `keep` = it is there already, word for word. */
export type EntryChange =
  | Exclude<KnowledgeChange, { kind: 'remove' }>
  | { readonly kind: 'keep'; readonly entry: KnowledgeEntryItem };

/** What makes the wanted entry of what is there. */
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

/** What an entry adds to the size of its index. */
export const charactersOf = ({ title, text }: Pick<KnowledgeFields, 'title' | 'text'>): number =>
  title.length + text.length;
