import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { ApiKey, type ApiKeyItem } from '../models/api-key.ts';
import { ifCondition } from '../store.ts';

/** How far behind the time of the last use may be: a key in use is not written more often than this. */
const lastUsedStepMs = 600_000;

/** Notes that a key was used, unless that has been noted lately. */
export async function touchApiKey(apiKey: ApiKeyItem, nowMs: EpochMs): Promise<void> {
  const { keyHash, lastUsedAtMs } = apiKey;
  const notedBeforeMs = epochMs(Math.max(0, nowMs - lastUsedStepMs));
  if (lastUsedAtMs !== undefined && lastUsedAtMs > notedBeforeMs) return;
  await ifCondition(() =>
    ApiKey()
      .patch({ keyHash })
      .set({ lastUsedAtMs: nowMs })
      .where(
        (attribute, { notExists, lte }) =>
          `(${notExists(attribute.lastUsedAtMs)} OR ${lte(attribute.lastUsedAtMs, notedBeforeMs)})`,
      )
      .go(),
  );
}
