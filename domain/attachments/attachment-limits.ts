import type { Plan } from '../../schemas/company.ts';

/** What the files of one inquiry may be at most on a plan, whether they come in the request or as uploads. */
export interface PlanAttachmentLimits {
  /** Files together. */
  readonly attachments: number;
  /** Of one file. In a request less fits: `inlineLimits`. */
  readonly attachmentBytes: number;
  /** Of one document. */
  readonly pdfPages: number;
}

const limits: Readonly<Record<Plan, PlanAttachmentLimits>> = {
  basic: { attachments: 5, attachmentBytes: 5_000_000, pdfPages: 10 },
  pro: { attachments: 5, attachmentBytes: 10_000_000, pdfPages: 20 },
  enterprise: { attachments: 5, attachmentBytes: 10_000_000, pdfPages: 50 },
};

/** The limits of a plan. None is above what Textract reads in one call, 10 MB. */
export const attachmentLimitsOf = (plan: Plan): PlanAttachmentLimits => limits[plan];
