import type { EventSubject, InquiryMove } from '../../domain/webhooks/webhook-payload.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findAccount } from '../entities/account.ts';
import { type CommitOutcome, commit, type TransactionItem } from '../entities/commit.ts';
import { jobIdOf, webhookItems, webhooksOf } from '../entities/webhook-delivery.ts';
import { runSoon } from '../jobs/run-soon.ts';

interface Moved {
  readonly inquiry: EventSubject & { readonly companyId: CompanyId };
  readonly moves: readonly Omit<InquiryMove, 'atMs'>[];
  readonly nowMs: EpochMs;
}

/**
 * Commits a transaction that moves an inquiry, with a webhook delivery for each endpoint that is subscribed to the
 * moves, and starts those deliveries. Endpoints come from the process's cache; a company without any costs nothing.
 */
export async function commitWithWebhooks(
  { inquiry, moves, nowMs }: Moved,
  items: readonly TransactionItem[],
): Promise<CommitOutcome> {
  const endpoints = moves.length === 0 ? [] : ((await findAccount(inquiry.companyId, nowMs))?.webhookEndpoints ?? []);
  const webhooks = webhooksOf(inquiry, { endpoints, moves: moves.map((move) => ({ ...move, atMs: nowMs })) });
  const outcome = await commit([...items, ...webhookItems(webhooks)]);
  if (outcome.kind === 'committed') await runSoon(webhooks.map(jobIdOf));
  return outcome;
}
