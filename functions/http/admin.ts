import { httpProfile } from '../middleware/http-profile.ts';

/** A company's own affairs: keys, settings, webhooks, usage, requests about personal data. */
export const handler = httpProfile('admin', []);
