import type { InquiryMove, ToldInquiry } from '../../domain/webhooks/webhook-payload.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findAccount } from '../entities/account.ts';
import { type CommitOutcome, commit, type TransactionItem } from '../entities/commit.ts';
import { jobIdOf, webhookItems, webhooksOf } from '../entities/webhook-delivery.ts';
import { runSoon } from '../jobs/run-soon.ts';

interface Telling {
  /** Of whom the moves are. */
  readonly inquiry: ToldInquiry & { readonly companyId: CompanyId };
  readonly moves: readonly Omit<InquiryMove, 'atMs'>[];
  readonly nowMs: EpochMs;
}

/**
 * Commits a transaction that moves an inquiry, together with a webhook delivery for each endpoint that wants to hear of
 * the moves, and has those attempted at once. Endpoints come from the process's cache; a company without any costs nothing.
 */
export async function commitTelling(
  { inquiry, moves, nowMs }: Telling,
  items: readonly TransactionItem[],
): Promise<CommitOutcome> {
  const endpoints = moves.length === 0 ? [] : ((await findAccount(inquiry.companyId, nowMs))?.webhookEndpoints ?? []);
  const webhooks = webhooksOf(inquiry, { endpoints, moves: moves.map((move) => ({ ...move, atMs: nowMs })) });
  const outcome = await commit([...items, ...webhookItems(webhooks)]);
  if (outcome.kind === 'committed') await runSoon(webhooks.map(jobIdOf));
  return outcome;
}
