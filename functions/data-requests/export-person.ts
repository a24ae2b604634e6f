import { exportLimits } from '../../domain/privacy/export-limits.ts';
import type { ExportedInquiry } from '../../schemas/person-export.ts';
import { personExportVersion } from '../../schemas/person-export.ts';
import { type EpochMs, timestampOf } from '../../schemas/units.ts';
import { readObject } from '../documents/read-object.ts';
import { type DataRequestItem, recordPart } from '../entities/data-request.ts';
import { listPersonReferences } from '../entities/person-index.ts';
import { listEvents } from '../entities/timeline.ts';
import { readWorkspace } from '../entities/workspace.ts';
import { deleteObject } from '../erasure/erase-inquiry.ts';
import { exportAttachments, exportInquiry } from './export-inquiry.ts';
import { exportKeyOf, partKeyOf, putJson } from './export-objects.ts';

const inquiriesAPart = 10;

export type ExportStep = 'part_written' | 'whole' | 'too_large';

/** Writes the next part of an export: some inquiries and their counts. A repeat overwrites the part. */
export async function writeNextPart(request: DataRequestItem): Promise<ExportStep> {
  const { inquiryIds, cursor } = await listPersonReferences(request, {
    untilMs: request.createdAtMs,
    limit: inquiriesAPart,
    cursor: request.cursor,
  });
  let { inquiries, items, objects, mails, attachmentBytes } = request;
  const exported: ExportedInquiry[] = [];
  for (const inquiryId of inquiryIds) {
    const [workspace, events] = await Promise.all([readWorkspace(inquiryId), listEvents(inquiryId)]);
    if (workspace === null || workspace.inquiry.status === 'erased') continue;
    const { attachments, carriedBytes } = await exportAttachments(workspace, attachmentBytes);
    attachmentBytes = carriedBytes;
    const one = exportInquiry(workspace, { events, attachments });
    exported.push(one);
    inquiries += 1;
    items += one.messages.length + one.answers.length + one.timeline.length + workspace.pageTexts.length + 1;
    objects += attachments.length;
    mails += one.mails.length;
  }
  const body = JSON.stringify(exported);
  const partBytes = request.partBytes + Buffer.byteLength(body);
  if (partBytes > exportLimits.bytes) return 'too_large';
  await putJson(partKeyOf(request, request.parts), body);
  const parts = request.parts + 1;
  await recordPart(request, { inquiries, items, objects, mails, parts, partBytes, attachmentBytes, cursor });
  return cursor === null ? 'whole' : 'part_written';
}

/** Joins the parts into the one document of the export. */
export async function putTogether(
  request: DataRequestItem,
  { companyName, nowMs }: { companyName: string; nowMs: EpochMs },
): Promise<void> {
  const lists: string[] = [];
  for (let part = 0; part < request.parts; part++) {
    const list = Buffer.from(await readObject(partKeyOf(request, part))).toString('utf8');
    if (list !== '[]') lists.push(list.slice(1, -1));
  }
  const head = { version: personExportVersion, exportedAt: timestampOf(nowMs), company: companyName };
  await putJson(exportKeyOf(request), `${JSON.stringify(head).slice(0, -1)},"inquiries":[${lists.join(',')}]}`);
}

/** Deletes the parts, which are no longer needed. */
export async function deleteParts(request: DataRequestItem): Promise<void> {
  for (let part = 0; part < request.parts; part++) await deleteObject(partKeyOf(request, part));
}
