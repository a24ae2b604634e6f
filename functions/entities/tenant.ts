import type { CompanyId } from '../../schemas/ids.ts';
import type { Mode } from '../../schemas/mode.ts';

/** A company's live or test inquiries, which never mix. */
export interface Tenant {
  readonly companyId: CompanyId;
  readonly mode: Mode;
}
