/** Headers that bear meaning beyond HTTP's own, by operation. */

const header = (description: string): object => ({ description, schema: { type: 'string' } });

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of what is known; a 304 answers when it still holds',
  schema: { type: 'string' },
};

/** Operations that answer with an ETag, and with 304 to one that still holds. */
export const revalidatedOperations: ReadonlySet<string> = new Set([
  'getInquiry',
  'getAnswer',
  'getInquiryStatus',
  'listEscalations',
  'getEscalation',
  'getKnowledgeEntry',
  'getSettings',
]);

const ifCaseMatch = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description:
    'The ETag of the escalation as it was read; 412 when it has changed since, 428 when the header is missing',
  schema: { type: 'string' },
};

const newEtag = { ETag: header('Of the escalation as it stands now, for the next action') };

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that was read; 412 answers when somebody else has changed it since',
  schema: { type: 'string' },
};

const ifNoneMatchAny = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: '`*` makes a new one and never replaces',
  schema: { type: 'string' },
};

/** For the operations that `schemas/` calls keyed. */
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Names this request for a day: a repeat with the same body makes nothing new and is answered with the first one’s result',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

export const requestHeaders: Readonly<Record<string, readonly object[]>> = {
  getInquiry: [ifNoneMatch],
  getAnswer: [ifNoneMatch],
  getInquiryStatus: [ifNoneMatch],
  listEscalations: [ifNoneMatch],
  getEscalation: [ifNoneMatch],
  claimEscalation: [ifCaseMatch],
  releaseEscalation: [ifCaseMatch],
  reassignEscalation: [ifCaseMatch],
  replyToEscalation: [ifCaseMatch],
  returnToAi: [ifCaseMatch],
  getKnowledgeEntry: [ifNoneMatch],
  putKnowledgeEntry: [ifMatch, ifNoneMatchAny],
  deleteKnowledgeEntry: [ifMatch],
  getSettings: [ifNoneMatch],
  changeSettings: [ifMatch],
};

const issued = {
  Location: header('Where the key’s facts are read'),
  'Idempotency-Replayed': header('`true` when an earlier request made the key, whose secret is not shown again'),
};

/** On every answer to a company’s key, whatever it is. */
export const rateLimitHeaders: Readonly<Record<string, object>> = {
  'RateLimit-Policy': header('The plan’s limits: quota `q` in a window of `w` seconds, by name'),
  RateLimit: header('What is left of them: `r` now, whole again in `t` seconds. Submissions tell `"inquiries"` too'),
};

export const responseHeaders: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  submitInquiry: {
    Location: header('Where the inquiry is read'),
    'Retry-After': header('Seconds until the first poll is worth while'),
    'Idempotency-Replayed': header('`true` when an earlier request with this key made the inquiry'),
  },
  createDataRequest: {
    Location: header('Where the request is read'),
    'Idempotency-Replayed': header('`true` when an earlier request with this key asked for it'),
  },
  createApiKey: issued,
  rotateApiKey: issued,
  createWebhookEndpoint: {
    'Idempotency-Replayed': header(
      '`true` when an earlier request with this key made the endpoint, shown as it is now',
    ),
  },
  rotateWebhookSecret: {
    'Idempotency-Replayed': header(
      '`true` when an earlier request with this key rotated; the secret is the present one',
    ),
  },
  getInquiry: {
    ETag: header('Strong; changes with every change of the inquiry. Absent with `expand=events` or `cost`'),
  },
  getAnswer: { ETag: header('Strong; changes with every new answer') },
  getInquiryStatus: { ETag: header('Strong; changes with every change of the inquiry') },
  listEscalations: { ETag: header('Of this page of the list') },
  getEscalation: { ETag: header('Strong; changes with every change of the case') },
  claimEscalation: newEtag,
  releaseEscalation: newEtag,
  reassignEscalation: newEtag,
  replyToEscalation: newEtag,
  returnToAi: newEtag,
  createKnowledgeEntry: {
    Location: header('Where the entry is read, replaced and removed'),
    ETag: header('Strong; changes with every change of the entry'),
    'Idempotency-Replayed': header('`true` when an earlier request with this key made the entry, shown as it is now'),
  },
  getKnowledgeEntry: { ETag: header('Strong; changes with every change of the entry') },
  putKnowledgeEntry: { ETag: header('Strong; changes with every change of the entry') },
  rebuildKnowledgeIndex: { Location: header('Where to read how it goes') },
  getSettings: { ETag: header('Strong; changes with every change of the settings') },
  changeSettings: { ETag: header('Of the settings after the change') },
  requestPersonFromPage: { Location: header('The page') },
  addMessageFromPage: { Location: header('The page') },
};
