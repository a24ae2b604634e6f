import { type ProblemCode, problemTable } from '../../../schemas/errors.ts';

/** The meaning of each code for a caller, and the remedy. */
const meanings: Readonly<Record<ProblemCode, string>> = {
  bad_request: 'A header or the form of the request is wrong; `detail` says which. Mend it before sending it again.',
  invalid_json: 'The body is not JSON in UTF-8, or nests deeper than 32 levels.',
  unauthorized: 'The header `Authorization: Bearer …` is missing, or its key or token is unknown, expired or revoked.',
  forbidden: 'The key lacks the scope that `detail` names, or a status token was used where a key is needed.',
  test_mode: 'A test key reads the live knowledge and settings, and writes neither. Use a live key.',
  not_found: 'There is no such thing, or it belongs to somebody else: the two are not told apart.',
  method_not_allowed: 'The path exists for other methods, which `Allow` lists.',
  idempotency_in_progress: 'The first request with this key is still at work. Ask again after `Retry-After`.',
  limit_reached: 'The company’s plan allows no more of these. Delete one that is no longer needed.',
  endpoint_not_enabled: 'The endpoint is disabled, gone or deleted, so nothing is sent to it. Enable it first.',
  knowledge_full:
    'The company has as many knowledge entries, or characters in them, as there is room for; `detail` says how many.',
  status_conflict:
    'The inquiry’s status forbids this now; `detail` says which it is. Read the inquiry again and decide.',
  key_not_active: 'A key that is over cannot be rotated. Make a new one.',
  last_admin_key: 'Without it nobody of the company could manage keys. Make another key with the scope `admin` first.',
  no_answer: 'Nothing has been answered so far. Wait for it with `?wait=20`.',
  external_id_taken: 'Another inquiry of the company has this `externalId` already.',
  already_replied: 'Somebody has replied by this link or another; the page says who and when.',
  link_expired: 'The link was replaced or is too old. The latest mail has one that holds.',
  erased: 'The inquiry was erased for good. Forget its id.',
  version_conflict: 'The resource has changed since its `ETag` was read. Read it again.',
  payload_too_large: 'The body is above 5 MB, or its attachments above 3.7 MB decoded.',
  unsupported_media_type: 'The body must be `application/json` in UTF-8, or another type that the operation names.',
  validation_failed: 'Fields break the schema; `errors` lists their paths. Sending the same again fails again.',
  idempotency_mismatch: 'The key was used with another body within a day. Take a new key for a new request.',
  precondition_required: 'Say by `If-Match` which state you have seen: the `ETag` of the last read.',
  too_many_requests: 'Above the plan’s rate. Slow down and wait for `Retry-After` seconds.',
  quota_exceeded:
    'The month’s inquiries are used up. `Retry-After` waits for the next month, a day at most: plans can be changed.',
  internal: 'A fault of ours, logged under `requestId`, which support asks for.',
  bad_gateway: 'A function gave no valid answer. May pass: try again with growing pauses.',
  unavailable: 'Something we rely on is down or busy. Try again after `Retry-After` seconds.',
  timeout: 'The request took longer than 29 seconds. It may have been carried out: repeat it under the same key.',
};

/** The catalogue of errors in the document. */
export const problemCatalogue = Object.keys(problemTable).flatMap((code) =>
  isCode(code) ? [{ code, ...problemTable[code], meaning: meanings[code] }] : [],
);

function isCode(code: string): code is ProblemCode {
  return code in problemTable;
}

/** A problem document as the service writes it. */
export const problemExample = (code: ProblemCode): object => ({
  summary: problemTable[code].title,
  value: {
    type: 'about:blank',
    title: problemTable[code].title,
    status: problemTable[code].status,
    code,
    detail: code === 'validation_failed' ? 'Invalid: title' : problemTable[code].title,
    requestId: '8f14e45f-ceea-467f-a0e6-b1b8c4d3a1f2',
    ...(code === 'validation_failed' && { errors: [{ path: 'title', message: 'must not be blank' }] }),
  },
});
