import type { OperationExamples } from './operation-examples.ts';

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

export const usageExamples: Readonly<Record<string, OperationExamples>> = {
  getUsage: {
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
};
