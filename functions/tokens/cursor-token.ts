import type { CompanyId } from '../../schemas/ids.ts';
import type { Mode } from '../../schemas/mode.ts';
import { sealed, unsealed } from './mac.ts';

/** The list a cursor belongs to: it continues that one and no other. */
export interface CursorScope {
  readonly companyId: CompanyId;
  readonly mode: Mode;
  /** The filter as the caller gave it. */
  readonly filter: Readonly<Record<string, string | undefined>>;
}

// JSON is self-delimiting, so that no filter can run into the cursor.
const bindingOf = ({ companyId, mode, filter }: CursorScope): string =>
  JSON.stringify([
    companyId,
    mode,
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .sort(),
  ]);

/** A cursor for the caller, worthless for every other tenant and list. */
export function cursorTokenOf(scope: CursorScope, cursor: string): string {
  const binding = bindingOf(scope);
  return sealed('cursor', binding + cursor).slice(binding.length);
}

/** The store's cursor inside the caller's; null when it was not issued for this list. */
export function readCursorToken(scope: CursorScope, token: string): string | null {
  const binding = bindingOf(scope);
  return unsealed('cursor', binding + token)?.slice(binding.length) ?? null;
}
