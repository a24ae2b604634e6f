/** By operation: what a reader must know of an operation beyond its summary. */
export const descriptions: Readonly<Partial<Record<string, string>>> = {
  submitInquiry:
    'Accepted means durable: the inquiry is stored before 202 is answered, and will be answered by the machine or a person. Send an `Idempotency-Key`, so that a repeat after a broken line is answered with the same inquiry. Hand `statusUrl` to the customer; `statusToken` opens this one inquiry only.',
  submitBatch:
    'Items are those of a submission without attachments. Each is accepted or refused by itself, in the order of the request; the answer is 200 whatever became of them. An `Idempotency-Key` counts for each item at its place.',
  listInquiries:
    'Pages of 20, or of `limit`. Hand `nextCursor` back as `cursor` with the same filters for the next page; there is none after the last.',
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
  showStatusPage: 'Progress and answer in Korean or English; works without scripts.',
  showReplyPage:
    'The inquiry, why it came to a person, passages and a draft. Mail scanners may open it: only a typed text replies.',
  submitReply: 'The first reply counts; afterwards the link is spent.',
};
