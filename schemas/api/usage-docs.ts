import type { AreaDocs } from './operation-docs.ts';
import type { usageRoutes } from './usage.ts';

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
      'Days are UTC and both ends are included: the present month, or 92 days at most. An inquiry counts on the day of its first outcome; one opened again later is escalated without being counted anew. What is still under way is in no day yet.',
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
