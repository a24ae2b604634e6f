import { inspectAttachment, typeOfContent } from '../../domain/attachments/inspect-attachment.ts';
import { type AttachmentInspection, type AttachmentLimits, refused } from '../../domain/attachments/inspection.ts';
import type { AttachmentType } from '../../schemas/inquiry.ts';
import { ProblemError } from '../middleware/problem-error.ts';
import { WorkerGaveUp, WorkersBusy } from '../workers/worker-errors.ts';
import { openWorkerPool } from '../workers/worker-pool.ts';

export interface InspectionJob {
  readonly bytes: Uint8Array;
  readonly declared: AttachmentType;
  readonly limits: AttachmentLimits;
}

/** More than the largest file within the limits takes: about a second. */
const workerLimits = { jobMs: 10_000, heapMb: 64, residentMb: 192, workers: 1, waiting: 30, idleMs: 10_000 } as const;

const workers = openWorkerPool<InspectionJob, AttachmentInspection>(
  new URL('inspect-file.worker.ts', import.meta.url),
  workerLimits,
);

/**
 * Inspects a stranger's file. PDFs are inspected in a worker that ends at its limits; images here, since their cost
 * grows with their bytes alone and zlib inflates in its own threads. @throws ProblemError unavailable
 */
export async function inspectFile({ bytes, declared, limits }: InspectionJob): Promise<AttachmentInspection> {
  if (typeOfContent(bytes) !== 'application/pdf') return inspectAttachment(bytes, declared, limits);
  try {
    return await workers.run({ bytes, declared, limits });
  } catch (error) {
    if (error instanceof WorkerGaveUp) return beyondLimits(error);
    if (error instanceof WorkersBusy) throw new ProblemError('unavailable', { headers: { 'retry-after': '2' } });
    throw error;
  }
}

function beyondLimits({ at }: WorkerGaveUp): AttachmentInspection {
  switch (at) {
    case 'time':
      return refused('beyond_limits', `cannot be inspected within ${workerLimits.jobMs / 1000} seconds`);
    case 'memory':
      return refused('beyond_limits', `cannot be inspected within ${workerLimits.residentMb} MB of memory`);
    case 'crash':
      return refused('beyond_limits', 'cannot be inspected');
    default:
      return at satisfies never;
  }
}
