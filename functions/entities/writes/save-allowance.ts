import type { Bucket } from '../../../domain/rate-limit/token-bucket.ts';
import { Allowance } from '../models/allowance.ts';
import type { AllowanceKey } from '../reads/find-allowance.ts';
import { ifCondition } from '../store.ts';

const keptSeconds = 86_400;

/** Puts `to` in the place of `from`, null for none; false when another process was faster. */
export async function saveAllowance(
  key: AllowanceKey,
  { from, to }: { from: Bucket | null; to: Bucket },
): Promise<boolean> {
  const expiresAt = Math.ceil(to.refilledAtMs / 1_000) + keptSeconds;
  const allowance = Allowance();
  const written = await ifCondition<unknown>(() =>
    from === null
      ? allowance.create({ ...key, ...to, expiresAt }).go({ originalErr: true })
      : allowance
          .patch(key)
          .set({ ...to, expiresAt })
          .where(
            (attribute, { eq }) =>
              `${eq(attribute.tokens, from.tokens)} AND ${eq(attribute.refilledAtMs, from.refilledAtMs)}`,
          )
          .go({ originalErr: true }),
  );
  return written !== null;
}
