import { httpProfile } from '../middleware/http-profile.ts';

/** A company's own knowledge: entries, import, search, index. */
export const handler = httpProfile('knowledge', []);
