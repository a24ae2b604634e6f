import type { CompanyId } from '../../schemas/ids.ts';
import type { Mode } from '../../schemas/mode.ts';

/** Whose inquiries: a company's live ones or its test ones, which never meet. */
export interface Tenant {
  readonly companyId: CompanyId;
  readonly mode: Mode;
}
