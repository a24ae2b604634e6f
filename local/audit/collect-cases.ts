import { AuditedCompany, auditedItems, type InquiryCase } from './inquiry-case.ts';
import { itemBytes, plainItem, type StoredItem } from './plain-item.ts';
import { entityMark } from './read-table.ts';

type Draft = { -readonly [K in keyof InquiryCase]: InquiryCase[K] extends readonly (infer T)[] ? T[] : InquiryCase[K] };

/** The table's items sorted into cases, with each case's partition and each company's staff. */
export interface Collected {
  readonly cases: ReadonlyMap<string, InquiryCase>;
  readonly partitions: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @throws ZodError when an item lacks what its model requires. */
export async function collectCases(items: AsyncIterable<StoredItem>): Promise<Collected> {
  const cases = new Map<string, Draft>();
  const partitions = new Map<string, string>();
  const staff = new Map<string, ReadonlySet<string>>();
  for await (const item of items) {
    const plain = plainItem(item);
    if (plain[entityMark] === 'company') {
      const { companyId, settings } = AuditedCompany.parse(plain);
      staff.set(companyId, new Set(settings.staff.map(({ agentId }) => agentId)));
      continue;
    }
    const inquiryId = String(plain.inquiryId);
    const present = cases.get(inquiryId) ?? emptyCase(inquiryId);
    cases.set(inquiryId, present);
    partitions.set(inquiryId, String(plain.pk));
    addItem(present, { plain, bytes: itemBytes(item) });
  }
  return { cases, partitions, staff };
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
