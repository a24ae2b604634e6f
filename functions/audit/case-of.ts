import { AuditedCompany, auditedItems, type InquiryCase } from '../../domain/audit/inquiry-case.ts';
import { itemBytes, plainItem } from './plain-item.ts';
import { entityMark, type Partition } from './read-table.ts';

type Draft = { -readonly [K in keyof InquiryCase]: InquiryCase[K] extends readonly (infer T)[] ? T[] : InquiryCase[K] };

/** What a partition is of: one company, or one inquiry. Null when nothing of it is audited. */
export type Audited =
  | { readonly kind: 'company'; readonly companyId: string; readonly staff: ReadonlySet<string> }
  | { readonly kind: 'inquiry'; readonly present: InquiryCase };

/** @throws ZodError when an item lacks what its model requires. */
export function auditedOf({ items }: Partition): Audited | null {
  let draft: Draft | null = null;
  for (const item of items) {
    const plain = plainItem(item);
    if (plain[entityMark] === 'company') {
      const { companyId, settings } = AuditedCompany.parse(plain);
      return { kind: 'company', companyId, staff: new Set(settings.staff.map(({ agentId }) => agentId)) };
    }
    draft ??= emptyCase(String(plain.inquiryId));
    addItem(draft, { plain, bytes: itemBytes(item) });
  }
  return draft === null ? null : { kind: 'inquiry', present: draft };
}

const emptyCase = (inquiryId: string): Draft => ({
  inquiryId,
  inquiry: null,
  headBytes: 0,
  answers: [],
  escalations: [],
  notifications: [],
  dueWork: null,
  execution: null,
});

function addItem(present: Draft, { plain, bytes }: { plain: Readonly<Record<string, unknown>>; bytes: number }): void {
  switch (plain[entityMark]) {
    case 'inquiry':
      present.inquiry = auditedItems.inquiry.parse(plain);
      present.headBytes = bytes;
      break;
    case 'answer':
      present.answers.push(auditedItems.answer.parse(plain));
      break;
    case 'escalation':
      present.escalations.push(auditedItems.escalation.parse(plain));
      break;
    case 'notification':
      present.notifications.push(auditedItems.notification.parse(plain));
      break;
    case 'dueWork':
      present.dueWork = auditedItems.dueWork.parse(plain);
      break;
    default:
      throw new TypeError(`An item is marked ${String(plain[entityMark])}, which the audit did not ask for`);
  }
}
