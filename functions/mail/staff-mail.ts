import { dateTimeWords } from '../../domain/words/names.ts';
import { oneLine } from './blocks.ts';
import { evidenceBlocks, type StaffMailInput } from './evidence-blocks.ts';
import { composeMail, type Mail } from './mail.ts';
import { kindWords, labelWords, type StaffNotificationKind } from './staff-words.ts';

const accentColors: Readonly<Record<StaffNotificationKind, string>> = {
  staff_assigned: '#1d4ed8',
  staff_reminder: '#b45309',
  staff_reassigned: '#1d4ed8',
  staff_handover: '#b91c1c',
  staff_message: '#1d4ed8',
};

/** The mail that assigns a case to an agent, with everything needed to answer it. */
export function staffMail(input: StaffMailInput): Mail {
  const { kind, language, inquiry, ownerName, slaDueAtMs, timeZone, replyUrl } = input;
  const { tag, lead } = kindWords[language][kind];
  const labels = labelWords[language];
  const urgent = inquiry.urgency === 'high' ? ` · ${labels.urgent}` : '';
  return composeMail({
    ...input,
    accentColor: accentColors[kind],
    linkUrl: replyUrl,
    subject: `[${tag}${urgent}] ${inquiry.title}`,
    blocks: [
      { kind: 'paragraph', text: lead(oneLine(ownerName, 80), dateTimeWords(slaDueAtMs, { language, timeZone })) },
      ...(input.note === undefined ? [] : [{ kind: 'quote', title: labels.note, text: input.note } as const]),
      ...evidenceBlocks(input),
      { kind: 'button', label: labels.reply, url: replyUrl },
      { kind: 'note', text: labels.personalLink },
    ],
  });
}
