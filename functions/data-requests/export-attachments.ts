import { fitsExport } from '../../domain/privacy/export-limits.ts';
import type { ExportedAttachment } from '../../schemas/person-export.ts';
import { readObject } from '../documents/read-object.ts';
import type { Workspace } from '../entities/workspace.ts';

/** The files of one inquiry with what was read off them, and the bytes the export carries afterwards. */
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
