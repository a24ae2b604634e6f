import type { CompanyId } from '../../schemas/ids.ts';
import type { InquiryStatus } from '../../schemas/status.ts';
import { sealed, unsealed } from './mac.ts';

/** The list a cursor belongs to: it continues that one and no other. */
export interface CursorScope {
  readonly companyId: CompanyId;
  readonly status?: InquiryStatus | undefined;
}

const bindingOf = ({ companyId, status }: CursorScope): string => `${companyId}|${status ?? 'any'}|`;

/** A cursor for the caller, worthless for every other tenant and list. */
export function cursorTokenOf(scope: CursorScope, cursor: string): string {
  const binding = bindingOf(scope);
  return sealed('cursor', binding + cursor).slice(binding.length);
}

/** The store's cursor inside the caller's; null when it was not made here for this list. */
export function readCursorToken(scope: CursorScope, token: string): string | null {
  const binding = bindingOf(scope);
  return unsealed('cursor', binding + token)?.slice(binding.length) ?? null;
}
