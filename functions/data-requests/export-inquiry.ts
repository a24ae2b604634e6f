import { fitsExport } from '../../domain/privacy/export-limits.ts';
import type { ExportedAttachment, ExportedInquiry } from '../../schemas/person-export.ts';
import { timestampOf } from '../../schemas/units.ts';
import { readObject } from '../documents/read-object.ts';
import type { NotificationItem } from '../entities/notification.ts';
import type { TimelineEventItem } from '../entities/timeline.ts';
import type { Workspace } from '../entities/workspace.ts';

/** Facts about the person or their inquiry; those that name staff, and fields added to events later, are left out. */
const toldFacts: ReadonlySet<string> = new Set([
  'attachments',
  'attempt',
  'cause',
  'comment',
  'helpful',
  'language',
  'mail',
  'priorityScore',
  'reason',
  'responseQualityScore',
  'urgency',
]);

/** One inquiry in its person's export. */
export function exportInquiry(
  { inquiry, text, messages, answers, analyses, notifications }: Workspace,
  { events, attachments }: { events: readonly TimelineEventItem[]; attachments: readonly ExportedAttachment[] },
): ExportedInquiry {
  const { inquiryId, title, status, category, externalId, createdAtMs, updatedAtMs } = inquiry;
  const { language, sentiment, urgency, priorityScore } = inquiry;
  const analysis = analyses.at(-1);
  return {
    id: inquiryId,
    ...(externalId !== undefined && { externalId }),
    status,
    createdAt: timestampOf(createdAtMs),
    updatedAt: timestampOf(updatedAtMs),
    ...(text.customerEmail !== undefined && { customerEmail: text.customerEmail }),
    title,
    ...(category !== undefined && { category }),
    content: text.content,
    attachments: [...attachments],
    messages: messages.map((message) => ({
      by: message.by,
      text: message.text,
      at: timestampOf(message.createdAtMs),
    })),
    answers: answers.map(({ source, text, citations, createdAtMs: atMs }) => ({
      source,
      text,
      citations: [...citations],
      at: timestampOf(atMs),
    })),
    analysis: {
      ...(language !== undefined && { language }),
      ...(sentiment !== undefined && { sentiment }),
      ...(urgency !== undefined && { urgency }),
      ...(priorityScore !== undefined && { priorityScore }),
      signals: [...(analysis?.signals ?? [])],
      priorityReasons: [...(analysis?.priorityReasons ?? [])],
      personalDataTypes: [...(analysis?.personalDataTypes ?? [])],
    },
    timeline: events.map(({ kind, atMs, facts }) => ({
      kind,
      at: timestampOf(atMs),
      facts: Object.fromEntries(Object.entries(facts).filter(([name]) => toldFacts.has(name))),
    })),
    mails: notifications.filter(({ kind }) => kind === 'answer').flatMap(exportMail),
  };
}

function exportMail(mail: NotificationItem): ExportedInquiry['mails'] {
  const { notificationId, sentAtMs, deliveredAtMs, bouncedAtMs, complainedAtMs } = mail;
  if (sentAtMs === undefined) return [];
  return [
    {
      notificationId,
      sentAt: timestampOf(sentAtMs),
      ...(deliveredAtMs !== undefined && { deliveredAt: timestampOf(deliveredAtMs) }),
      ...(bouncedAtMs !== undefined && { bouncedAt: timestampOf(bouncedAtMs) }),
      ...(complainedAtMs !== undefined && { complainedAt: timestampOf(complainedAtMs) }),
    },
  ];
}

/** The files of one inquiry with their text, and the bytes of the export afterwards. */
export async function exportAttachments(
  { text, pageTexts }: Workspace,
  carriedBefore: number,
): Promise<{ attachments: readonly ExportedAttachment[]; carriedBytes: number }> {
  const attachments: ExportedAttachment[] = [];
  let carriedBytes = carriedBefore;
  for (const { number, filename, contentType, bytes, objectKey } of text.attachments) {
    const pages = pageTexts
      .filter(({ attachmentNumber }) => attachmentNumber === number)
      .map(({ page, text: pageText }) => ({ page, text: pageText }));
    const described = { filename, contentType, bytes, pages };
    if (!fitsExport(bytes, carriedBytes)) {
      attachments.push({ ...described, omitted: 'too_large' });
      continue;
    }
    carriedBytes += bytes;
    attachments.push({ ...described, data: Buffer.from(await readObject(objectKey)).toString('base64') });
  }
  return { attachments, carriedBytes };
}
