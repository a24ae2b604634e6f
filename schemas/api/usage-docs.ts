import { fieldsOf } from './field-docs.ts';
import type { AreaDocs } from './operation-docs.ts';
import { GetUsageQuery, GetUsageResponse, type usageRoutes } from './usage.ts';

const day = {
  inquiries: 41,
  answered: 36,
  escalated: 6,
  promptTokens: 68_400,
  completionTokens: 4_120,
  pages: 7,
  comprehendUnits: 398,
  costUsd: 0.089,
};

/** What one day adds to a plan’s use. */
export const usageDocs = {
  getUsage: {
    summary: 'Read what was used by day, and what is left of the month’s quota',
    description:
      'Days are UTC and both ends are included: the present month, or 92 days at most. An inquiry counts on the day of its first outcome; one opened again later is escalated without being counted again. Inquiries without an outcome are in no day yet.',
    response: {
      day: {
        summary: 'One day; an inquiry was opened again for a person',
        value: {
          plan: 'pro',
          quota: { inquiriesPerMonth: 50_000, used: 812, remaining: 49_188, resetsAt: '2026-02-01T00:00:00.000Z' },
          days: [{ day: '2026-01-16', ...day }],
          totals: day,
        },
      },
    },
  },
} as const satisfies AreaDocs<typeof usageRoutes>;

const sumFields = {
  inquiries: 'Inquiries that had their first outcome, each counted once.',
  answered: 'Inquiries answered without a person.',
  escalated: 'Inquiries that went to people, with those opened again.',
  promptTokens: 'Tokens that models read for drafts.',
  completionTokens: 'Tokens that models wrote for drafts.',
  pages: 'Pages of attachments that were read.',
  comprehendUnits: 'Billed units of Amazon Comprehend, 100 characters each.',
  costUsd: 'US dollars for drafts and for pages read by a model, by list price.',
};

export const usageFields = [
  fieldsOf(GetUsageQuery, {
    from: 'First day (UTC), `YYYY-MM-DD`; the first of the month of `to` when absent.',
    to: 'Last day (UTC), included; today when absent.',
  }),
  fieldsOf(GetUsageResponse, {
    plan: 'Plan whose limits apply.',
    quota: 'Inquiries of the current month, whatever days are requested.',
    days: 'One entry for each requested day, oldest first.',
    totals: 'Sums over the requested days.',
  }),
  fieldsOf(GetUsageResponse.shape.quota, {
    inquiriesPerMonth: 'Inquiries that the plan allows in a month.',
    used: 'Inquiries of this month so far that have had an outcome.',
    remaining: 'Inquiries left in this month, 0 at least.',
    resetsAt: 'When the next month begins (UTC).',
  }),
  fieldsOf(GetUsageResponse.shape.days, { day: 'Day in UTC, `YYYY-MM-DD`.', ...sumFields }),
  fieldsOf(GetUsageResponse.shape.totals, sumFields),
];
