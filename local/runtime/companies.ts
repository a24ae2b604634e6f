import * as z from 'zod/mini';
import { planLimits } from '../../domain/plans.ts';
import { BoundedMap } from '../../functions/bounded-map.ts';
import { findCompany } from '../../functions/entities/account.ts';
import { CompanyId } from '../../schemas/ids.ts';
import { epochMs } from '../../schemas/units.ts';
import type { Log } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import type { AuthorizerContext } from '../gateway/proxy-event.ts';

/** Of so many inquiries it is remembered whose they are. */
const REMEMBERED_INQUIRIES = 10_000;

const ExecutionInput = z.object({ companyId: z.string(), inquiryId: z.optional(z.string()) });

interface Companies {
  /** The company that an execution works for, by its input; '' when that names none. */
  ofExecution(input: unknown): string;
  /** The company that a request belongs to; of a customer's only while the inquiry is remembered. */
  ofRequest(context: AuthorizerContext): string | undefined;
}

/** Tells whose an execution or a request is, so that load is divided between companies. */
export function createCompanies(): Companies {
  const ofInquiry = new BoundedMap<string, string>(REMEMBERED_INQUIRIES);
  return {
    ofExecution(input) {
      const parsed = ExecutionInput.safeParse(input);
      if (!parsed.success) return '';
      const { companyId, inquiryId } = parsed.data;
      if (inquiryId !== undefined) ofInquiry.set(inquiryId, companyId);
      return companyId;
    },
    ofRequest: ({ companyId, inquiryId }) =>
      companyId ?? (inquiryId === undefined ? undefined : ofInquiry.get(inquiryId)),
  };
}

/** A new plan counts from then on. */
const freshMs = 60_000;
const rememberedCompanies = 1_000;
const unknownWeight = 1;

interface PlanWeights {
  /** Task starts that a company gets to one of a company of weight 1: by its plan as last read, 1 before that. */
  weightOf(companyId: string): number;
  /** Starts no more reads, and waits for those in progress. */
  close(): Promise<void>;
}

interface Known {
  readonly weight: number;
  readonly askedAtMs: number;
}

/** Weights come from a cache that is filled behind: no task waits for the read, and one that fails changes nothing. */
export function createPlanWeights({ clock, log }: { clock: Clock; log: Log }): PlanWeights {
  const known = new BoundedMap<string, Known>(rememberedCompanies);
  const reads = new Set<Promise<void>>();
  let isClosed = false;

  const read = async (companyId: string, nowMs: number): Promise<void> => {
    const parsed = CompanyId.safeParse(companyId);
    if (!parsed.success) return;
    try {
      const settings = await findCompany(parsed.data, epochMs(nowMs));
      if (settings !== null) known.set(companyId, { weight: planLimits(settings.plan).taskWeight, askedAtMs: nowMs });
    } catch (error) {
      log.debug('The plan of a company was not read', { companyId, error: String(error) });
    }
  };
  return {
    weightOf(companyId) {
      const entry = known.get(companyId);
      const weight = entry?.weight ?? unknownWeight;
      const nowMs = clock.now();
      if (isClosed || (entry !== undefined && Math.abs(nowMs - entry.askedAtMs) < freshMs)) return weight;
      known.set(companyId, { weight, askedAtMs: nowMs });
      const reading = read(companyId, nowMs).finally(() => reads.delete(reading));
      reads.add(reading);
      return weight;
    },
    async close() {
      isClosed = true;
      await Promise.all(reads);
    },
  };
}
