/** Everything the audit can find, with its meaning. Violations are lost or doubled work; warnings are worth a look. */
export const findingTable = {
  head_missing: { severity: 'violation', meaning: 'Items of an inquiry that has no head' },
  no_run_and_no_work: { severity: 'violation', meaning: 'A waiting inquiry with neither a live run nor due work' },
  answer_missing: { severity: 'violation', meaning: 'An answered inquiry without the answer of its answered run' },
  answer_uncounted: { severity: 'violation', meaning: 'A waiting inquiry whose present run has a committed answer' },
  several_answers: { severity: 'violation', meaning: 'More than one committed answer of one run' },
  several_open_escalations: { severity: 'violation', meaning: 'More than one open escalation of one inquiry' },
  escalation_left_open: { severity: 'violation', meaning: 'An open escalation of an inquiry that is not escalated' },
  owner_missing: { severity: 'violation', meaning: 'An open escalation whose owner is not on the staff' },
  reply_without_answer: { severity: 'violation', meaning: 'A replied escalation without a person’s answer' },
  mail_without_work: { severity: 'violation', meaning: 'A mail that must go out, with no due work to see to it' },
  delivery_without_job: { severity: 'violation', meaning: 'A pending webhook delivery that no job sees to' },
  orphan_work: { severity: 'violation', meaning: 'Due work of an inquiry with nothing left to do' },
  erasure_unfinished: { severity: 'violation', meaning: 'Items of an erased inquiry, with no due work to wipe them' },
  work_forgotten: { severity: 'violation', meaning: 'Due work of an inquiry that the sweeper does not get to' },
  job_forgotten: { severity: 'violation', meaning: 'A job that the sweeper does not get to' },
  work_overdue: { severity: 'warning', meaning: 'Due work that the sweeper should have seen to' },
  job_overdue: { severity: 'warning', meaning: 'A job that the sweeper should have taken up' },
  head_too_large: { severity: 'warning', meaning: 'A head above 1 KB, which every status move bills' },
} as const satisfies Record<string, { readonly severity: 'violation' | 'warning'; readonly meaning: string }>;

/** A closed set; the audit's log lines carry it. */
export type FindingName = keyof typeof findingTable;

/** A finding about one inquiry, one webhook delivery or one job. */
export interface Finding {
  readonly name: FindingName;
  readonly inquiryId?: string;
  readonly webhookDeliveryId?: string;
  readonly jobId?: string;
  /** Ids, numbers and states; no customer text. */
  readonly detail: string;
}

/** False for warnings. */
export const isViolation = ({ name }: Finding): boolean => findingTable[name].severity === 'violation';
