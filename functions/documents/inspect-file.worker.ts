import { inspectAttachment } from '../../domain/attachments/inspect-attachment.ts';
import type { AttachmentInspection } from '../../domain/attachments/inspection.ts';
import { serveJobs } from '../workers/serve-jobs.ts';
import type { InspectionJob } from './inspect-file.ts';

serveJobs<InspectionJob, AttachmentInspection>(({ bytes, declared, limits }) =>
  inspectAttachment(bytes, declared, limits),
);
