import { commit } from '../../functions/entities/commit.ts';
import { type NewUsage, usageItems } from '../../functions/entities/usage.ts';
import { type CompanyId, InquiryId, Run } from '../../schemas/ids.ts';
import { epochMs } from '../../schemas/units.ts';

let made = 0;

/** Entries in a company's ledger at that time, `count` of them alike. */
export async function givenUsage(
  companyId: CompanyId,
  atMs: number,
  { count = 1, ...facts }: Partial<NewUsage> & { count?: number } = {},
): Promise<void> {
  const entries = Array.from({ length: count }, (): NewUsage => {
    made += 1;
    return {
      companyId,
      inquiryId: InquiryId.parse(`01jg${String(made).padStart(22, '0')}`),
      run: Run.parse(1),
      atMs: epochMs(atMs),
      isFirst: true,
      outcome: 'answered',
      promptTokens: 1_000,
      completionTokens: 100,
      modelCostUsd: 0.001,
      pagesRead: 0,
      comprehendUnits: 9,
      ...facts,
    };
  });
  for (let from = 0; from < count; from += 100)
    await commit(entries.slice(from, from + 100).flatMap((entry) => usageItems(entry)));
}
