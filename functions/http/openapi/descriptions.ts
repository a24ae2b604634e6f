/** By operation: what a reader must know of an operation beyond its summary. */
export const descriptions: Readonly<Partial<Record<string, string>>> = {
  submitInquiry:
    'Accepted means durable: the inquiry is stored before 202 is answered, and will be answered by the machine or a person. Send an `Idempotency-Key`, so that a repeat after a broken line is answered with the same inquiry. Hand `statusUrl` to the customer; `statusToken` opens this one inquiry only.',
  createUpload:
    'For files that a request does not take. The form is bound to the announced type, size and SHA-256 and takes the file for 15 minutes: POST its `fields`, then the file as `file`, to `url` as multipart/form-data. Name `uploadId` in `uploadIds` of a submission within a day; one inquiry can have it.',
  submitBatch:
    'Items are those of a submission without attachments. Each is accepted or refused by itself, in the order of the request; the answer is 200 whatever became of them. An `Idempotency-Key` counts for each item at its place.',
  listInquiries:
    'Pages of 20, or of `limit`. Hand `nextCursor` back as `cursor` with the same filters for the next page; there is none after the last. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on.',
  getInquiry:
    'With `expand=events,cost` the timeline and the cost receipt come along. With `wait` the request is held until there is an answer or, with `If-None-Match`, a change.',
  getAnswer: 'The answer that stands now, with what it cost and how it was scored.',
  listEvents: 'Everything that happened to the inquiry, oldest first.',
  getInquiryStatus:
    'For servers and browsers alike: takes the company’s key or the inquiry’s status token. With `If-None-Match` a 304 costs nothing; with `wait` the request is held until there is an answer or, with `If-None-Match`, a change.',
  escalateInquiry:
    'Before the answer is sent, the run at work hands over; after it, a person takes the inquiry up again. Asking twice changes nothing.',
  giveFeedback: 'Only an answered inquiry can be judged. Helpful resolves it; unhelpful leaves it as it is.',
  reopenInquiry:
    'For answered inquiries only. A person takes it up again and sees the message beside the earlier answer.',
  createWebhookEndpoint:
    'Without `events` it is sent all of them. Deliveries follow Standard Webhooks: verify `webhook-signature` with the secret, and take each `webhook-id` once. Events begin within five seconds. The URL must be public and begin with https; redirects are not followed. Send an `Idempotency-Key`: a repeat after a broken line is answered with the same endpoint and its secret, where a second endpoint would be sent everything twice.',
  updateWebhookEndpoint:
    'With `enabled: false` nothing is sent any more, and what is on its way ends as `cancelled`. `enabled: true` also brings back an endpoint that is `gone` since it answered 410.',
  deleteWebhookEndpoint: 'Its deliveries stay readable until they are 30 days old.',
  getWebhookSecret: 'The same as at creation, or since the last rotation.',
  rotateWebhookSecret:
    'Until `previousSecretUntil` each delivery carries two signatures, so that receivers can change over at leisure. Rotating again within that time ends the older secret: send an `Idempotency-Key`, so that a repeat after a broken line does not.',
  testWebhookEndpoint: 'Sends `webhook.test`, whatever events the endpoint asks for. How it went is read by the id.',
  listWebhookDeliveries:
    'Pages of 20, or of `limit`. Hand `nextCursor` back as `cursor` with the same filters for the next page. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on.',
  getWebhookDelivery:
    'Each delivery is attempted up to ten times within about three days: at once, after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours, a little later by chance, or when `Retry-After` asks for it. 2xx ends it; anything else, redirects too, counts as failed.',
  redeliverWebhook: 'The whole schedule begins anew, under the same `webhook-id` and with the same body.',
  createApiKey:
    'The key is shown in this answer and never again. A key of mode `test` makes test inquiries: they run the whole flow, but their mail reaches no customer and no staff. A test key makes test keys only, reads the live knowledge and settings and writes neither (403 `test_mode`), and manages the webhook endpoints that test keys have made. Send an `Idempotency-Key`: a repeat is answered with the same key’s facts, without the key and with `secretAvailable: false`.',
  listApiKeys: 'Revoked and expired ones too. A live key sees all, a test key only test keys.',
  getApiKey: '`lastUsedAt` is right to ten minutes. `expiring` tells of a key that ends within a week.',
  rotateApiKey:
    'A new key of the same name, scopes and mode; the old one ends after `overlapSeconds` (a day when absent, 0 to end it now), or earlier if it would have. A key that has ended is let in no more within 60 seconds.',
  revokeApiKey:
    'For good. It is let in no more within 60 seconds; a repeat is answered alike. The last key that could manage keys stays.',
  getUsage:
    'Days are UTC and both ends are included: the present month, or 92 days at most. An inquiry counts on the day of its first outcome; one opened again later is escalated without being counted anew. What is still under way is in no day yet.',
  addMessage:
    'For inquiries that are not answered yet. The machine begins anew with it; a person who has the case is mailed. The same message again changes nothing. Once answered, use `reopen`.',
  listEscalations:
    'Open cases unless `state` says otherwise, ordered by `dueAt`. Pages of 20, or of `limit`; `nextCursor` as `cursor` continues with the same filters. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on. Each item carries the `etag` that the actions take.',
  listStaff: 'Their ids are what `agentId` takes.',
  getEscalation:
    'The evidence card as data: the inquiry, why it came to a person, what was read, a draft, the timeline.',
  claimEscalation:
    'The agent becomes the owner and is mailed; links of the earlier owner are spent. Claiming one’s own case changes nothing.',
  releaseEscalation: 'For the owner. Another one is chosen as at the opening, and mailed.',
  reassignEscalation: 'The new owner is mailed, with the note. The SLA goes on as before.',
  replyToEscalation:
    'For the owner. Commits the answer, which ends the case; the same reply again is a 200, any other a 410 that says who replied and when.',
  returnToAi:
    'Ends the case and starts the machine’s work anew, with what the customer has written since and the knowledge as it is now. It may come back as a new case.',
  listKnowledge:
    'By id, in pages of 20 or of `limit`. Hand `nextCursor` back as `cursor` with the same filters for the next page; there is none after the last. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on.',
  createKnowledgeEntry:
    'Send an `Idempotency-Key`, so that a repeat after a broken line makes no second entry, or use PUT with an id of your own. The entry is in answers within seconds. Without `language` it is told from the words: Korean, Japanese and Chinese by their script, English for Latin letters.',
  importKnowledge:
    'Each row is an entry with an optional `id`; a row without one is named after its title and language, so that the same file again changes nothing. With `merge` valid rows are taken and invalid ones named. With `replace` entries that are not named are removed, and a single invalid row refuses the whole import. A table goes as `text/csv` in UTF-8, with `mode` in the query: its header names `title` and `text`, and any of `id`, `language`, `category`, `sourceUrl` and `state` (제목, 내용, 아이디, 언어, 분류, 출처, 상태). Errors name `rows[3].text` as a spreadsheet counts, where the header is row 1.',
  searchKnowledge:
    'The passages that an inquiry in these words would be answered from, how well they fit, and whether the quality gate would send a faultless answer. A change shows here, as in answers, a few seconds after it was made.',
  getKnowledgeIndex:
    'Answers are made from an index of all active entries, which is built anew after every change; changes made during a build share the next one.',
  rebuildKnowledgeIndex: 'Seldom needed: every change asks for it by itself.',
  getKnowledgeEntry: 'The `ETag` is what `If-Match` takes for a change that must not overwrite another’s.',
  putKnowledgeEntry:
    'The id is the company’s own: 1–64 of `a-z`, `0-9` and `-`. The same content again changes nothing. 201 when the entry is new. The entry is in answers within seconds.',
  deleteKnowledgeEntry: 'Answers given before keep their citations of it.',
  getSettings: 'Staff, working hours, time to reply and the quality an answer must have. `plan` is the operator’s.',
  changeSettings:
    'Fields that are named change: objects field by field, lists as a whole, null takes an optional setting away. `staff` must keep a manager. Takes effect within five seconds. An open escalation keeps its times until its next checkpoint; one whose owner has left the staff is given to somebody else there.',
  eraseInquiry:
    'At once the inquiry is a tombstone that answers 410 and says nothing; text, files, answers, mails’ records and timeline follow within moments, or within minutes when something is in the way. An execution at work ends, a mail that was due is not sent. Erasing again changes nothing.',
  createDataRequest:
    'Finds the person by the address that their inquiries were sent with; capitals do not matter. The work goes on in the background: read the request until it is `done`. An erasure takes what had been sent when it was asked for, and earlier exports. The request itself is kept as the proof; it holds a keyed hash of the address, not the address. Send an `Idempotency-Key`, so that a repeat asks for nothing new.',
  listDataRequests: 'Pages of 20, or of `limit`. Links to exports are made when one request is read.',
  getDataRequest:
    'An export can be fetched for 7 days: each reading gives a new `downloadUrl`, good for 15 minutes, without a key. It is JSON in UTF-8. `failed` is an export above 100 MB.',
  showStatusPage: 'Progress and answer in Korean or English; works without scripts.',
  showReplyPage:
    'The inquiry, why it came to a person, passages and a draft. Mail scanners may open it: only a typed text replies.',
  submitReply: 'The first reply counts; afterwards the link is spent.',
};
