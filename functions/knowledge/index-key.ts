import type { CompanyId } from '../../schemas/ids.ts';

/** Where in the bucket a company's knowledge index is. */
export const indexKeyOf = (companyId: CompanyId): string => `companies/${companyId}/knowledge/index.json`;
