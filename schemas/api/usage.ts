import * as z from 'zod/mini';
import { Plan } from '../company.ts';
import { Timestamp } from '../units.ts';
import { keyProblems, type RouteSpec } from './route-spec.ts';

/** Days that one request may ask for. */
export const mostUsageDays = 92;

/** Days in UTC, both included; the current month when absent. */
export const GetUsageQuery = z.strictObject({ from: z.optional(z.iso.date()), to: z.optional(z.iso.date()) });

const sums = {
  /** Each counts once, on the day of its first outcome. */
  inquiries: z.int(),
  answered: z.int(),
  escalated: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  /** Pages of attachments that were read. */
  pages: z.int(),
  /** Amazon Comprehend's billed units of 100 characters. */
  comprehendUnits: z.int(),
  /** US dollars of drafts and of pages that a model read, by list price. */
  costUsd: z.number(),
};

export const GetUsageResponse = z.object({
  plan: Plan,
  /** Of the current month, whatever days are requested. */
  quota: z.object({
    inquiriesPerMonth: z.int(),
    used: z.int(),
    remaining: z.int(),
    resetsAt: Timestamp,
  }),
  days: z.array(z.object({ day: z.iso.date(), ...sums })),
  totals: z.object(sums),
});

/** What a company has used of its plan. */
export const usageRoutes = {
  getUsage: {
    method: 'GET',
    path: '/v1/usage',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    query: GetUsageQuery,
    success: { status: 200, contentType: 'application/json', schema: GetUsageResponse },
    problems: [...keyProblems, 'validation_failed', 'not_found'],
  },
} as const satisfies Record<string, RouteSpec>;
