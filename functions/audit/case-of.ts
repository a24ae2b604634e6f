import {
  AuditedCompany,
  AuditedDelivery,
  AuditedJob,
  auditedItems,
  type InquiryCase,
} from '../../domain/audit/inquiry-case.ts';
import { entityMark, itemBytes, type Partition, plainItem, type StoredItem } from './read-table.ts';

type Draft = { -readonly [K in keyof InquiryCase]: InquiryCase[K] extends readonly (infer T)[] ? T[] : InquiryCase[K] };

/** The subject of a partition: one company, one job, or one inquiry. Null when it is not audited. */
export type Audited =
  | {
      readonly kind: 'company';
      /** Null when deliveries have outlived the company. */
      readonly company: { readonly companyId: string; readonly staff: ReadonlySet<string> } | null;
      readonly pendingDeliveries: readonly AuditedDelivery[];
    }
  | { readonly kind: 'job'; readonly job: AuditedJob }
  | { readonly kind: 'inquiry'; readonly present: InquiryCase };

/** @throws ZodError when an item lacks what its model requires. */
export function auditedOf({ items }: Partition): Audited | null {
  const [first] = items;
  switch (first?.[entityMark]?.S) {
    case undefined:
      return null;
    case 'company':
    case 'webhookDelivery':
      return companyOf(items.map(plainItem));
    case 'job':
      return { kind: 'job', job: AuditedJob.parse(plainItem(first)) };
    default:
      return { kind: 'inquiry', present: caseOf(items) };
  }
}

function companyOf(items: readonly Readonly<Record<string, unknown>>[]): Audited {
  const found = items.find((item) => item[entityMark] === 'company');
  const company = found === undefined ? null : AuditedCompany.parse(found);
  return {
    kind: 'company',
    company: company && {
      companyId: company.companyId,
      staff: new Set(company.settings.staff.map(({ agentId }) => agentId)),
    },
    pendingDeliveries: items
      .filter((item) => item[entityMark] === 'webhookDelivery')
      .map((item) => AuditedDelivery.parse(item)),
  };
}

function caseOf(items: readonly StoredItem[]): InquiryCase {
  const plains = items.map((item) => ({ plain: plainItem(item), bytes: itemBytes(item) }));
  const draft = emptyCase(String(plains[0]?.plain.inquiryId));
  for (const item of plains) addItem(draft, item);
  return draft;
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
