import { exportLimits } from '../../domain/privacy/export-limits.ts';
import { DataRequestId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import { commit } from '../entities/commit.ts';
import { type DataRequestItem, findDataRequest, finishDataRequest, offerExport } from '../entities/data-request.ts';
import { endJob, type JobItem, postponeJob } from '../entities/job.ts';
import { erasePerson, withdraw } from './erase-person.ts';
import { deleteParts, putTogether, writeNextPart } from './export-person.ts';
import { indexPersons } from './index-persons.ts';

type Performed = 'done' | 'postponed';

/** Parts of an export per invocation. */
const partsATurn = 10;

interface Turn {
  readonly job: JobItem;
  readonly nowMs: EpochMs;
}

/**
 * One step of a request about a person's data. The sweeper's next pass continues it; progress is recorded
 * after each part, so that an interrupted step repeats at most one.
 */
export async function performDataRequest(job: JobItem, nowMs: EpochMs): Promise<Performed> {
  const turn = { job, nowMs };
  const request = await findDataRequest({
    companyId: job.companyId,
    dataRequestId: DataRequestId.parse(job.jobId),
  });
  if (request === null) return over(job);
  switch (request.state) {
    case 'done':
      return retire(request, turn);
    case 'failed':
      return over(job);
    case 'pending':
      break;
    default:
      return request.state satisfies never;
  }
  if (!(await indexPersons(request, nowMs))) return goOn(turn);
  return request.kind === 'erasure' ? erase(request, turn) : makeExport(request, turn);
}

async function erase(request: DataRequestItem, { job, nowMs }: Turn): Promise<Performed> {
  if (!(await erasePerson(request, nowMs))) return goOn({ job, nowMs });
  await finishDataRequest(request, { job, state: 'done', nowMs });
  return 'done';
}

async function makeExport(request: DataRequestItem, turn: Turn): Promise<Performed> {
  const { job, nowMs } = turn;
  let current: DataRequestItem | null = request;
  for (let part = 1; part <= partsATurn && current !== null; part++) {
    // Without a cursor the list is either at its beginning or at its end.
    const isWhole = current.parts > 0 && current.cursor === undefined;
    if (isWhole) return offer(current, turn);
    if ((await writeNextPart(current)) === 'too_large') {
      await deleteParts(current);
      await finishDataRequest(current, { job, state: 'failed', nowMs });
      return 'done';
    }
    current = await findDataRequest(request);
  }
  return goOn(turn);
}

async function offer(request: DataRequestItem, { job, nowMs }: Turn): Promise<Performed> {
  const company = await findCompany(request.companyId, nowMs);
  await putTogether(request, { companyName: company?.name ?? '', nowMs });
  await deleteParts(request);
  const availableUntilMs = epochMs(nowMs + exportLimits.availableDays * 86_400_000);
  await offerExport(request, { availableUntilMs, nowMs });
  await postponeJob(job, availableUntilMs);
  return 'postponed';
}

/** The export is deleted when it expires; an erasure may have deleted it before. */
async function retire(request: DataRequestItem, { job, nowMs }: Turn): Promise<Performed> {
  const { availableUntilMs } = request;
  if (availableUntilMs !== undefined && nowMs < availableUntilMs) {
    await postponeJob(job, availableUntilMs);
    return 'postponed';
  }
  if (availableUntilMs !== undefined) await withdraw(request);
  return over(job);
}

async function goOn({ job, nowMs }: Turn): Promise<'postponed'> {
  await postponeJob(job, nowMs);
  return 'postponed';
}

async function over(job: JobItem): Promise<'done'> {
  await commit([endJob(job)]);
  return 'done';
}
