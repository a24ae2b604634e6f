/**
 * Timeout of each function in seconds, on AWS and on one machine. Below its caller's: 29 s of API Gateway, or the
 * state's own timeout, so that the function's error is seen. A test in `test/infra` compares it with the deadlines.
 */
export const functionTimeoutSeconds = {
  authorizer: 10,
  intake: 28,
  read: 28,
  agent: 15,
  knowledge: 28,
  admin: 28,
  public: 15,
  'begin-processing': 30,
  'extract-text': 110,
  'analyze-inquiry': 50,
  'score-priority': 30,
  'retrieve-knowledge': 50,
  'generate-answer': 110,
  'score-quality': 50,
  'store-answer': 30,
  'notify-customer': 50,
  'open-escalation': 30,
  'contact-staff': 50,
  'await-reply': 30,
  'decide-escalation': 30,
  'execution-ended': 60,
  sweep: 300,
  work: 110,
  'mail-events': 30,
  audit: 900,
} as const satisfies Readonly<Record<string, number>>;
