import type { Finding } from './finding.ts';
import type { Audited, InquiryCase, Surroundings } from './inquiry-case.ts';

/** One open escalation at most, of an escalated inquiry, owned by somebody on the staff; a reply is an answer. */
export function escalationFindings(
  { inquiryId, escalations, answers }: InquiryCase,
  { inquiry, staff }: { inquiry: Audited<'inquiry'>; staff: Surroundings['staff'] },
): readonly Finding[] {
  if (inquiry.status === 'erased') return [];
  const open = escalations.filter(({ state }) => state === 'open');
  const replied = escalations.filter(({ state }) => state === 'replied');
  const replies = answers.filter(({ source }) => source === 'human').length;
  return [
    ...(open.length > 1
      ? [{ name: 'several_open_escalations' as const, inquiryId, detail: open.map(idOf).join(', ') }]
      : []),
    ...(inquiry.status === 'escalated'
      ? []
      : open.map((item) => ({
          name: 'escalation_left_open' as const,
          inquiryId,
          detail: `${idOf(item)} of an inquiry that is ${inquiry.status}`,
        }))),
    ...open
      .filter(({ companyId, ownerAgentId }) => staff.get(companyId)?.has(ownerAgentId) !== true)
      .map((item) => ({
        name: 'owner_missing' as const,
        inquiryId,
        detail: `${idOf(item)} is owned by ${item.ownerAgentId}`,
      })),
    ...(replies < replied.length
      ? [
          {
            name: 'reply_without_answer' as const,
            inquiryId,
            detail: `${replied.length} replied, ${replies} answers by people`,
          },
        ]
      : []),
  ];
}

const idOf = ({ escalationId }: Audited<'escalation'>): string => escalationId;
