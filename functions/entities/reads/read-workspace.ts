import { Service } from 'electrodb';
import type { InquiryId } from '../../../schemas/ids.ts';
import { once } from '../../once.ts';
import { Analysis, type AnalysisItem } from '../models/analysis.ts';
import { Answer, type AnswerItem } from '../models/answer.ts';
import { Draft, type DraftItem } from '../models/draft.ts';
import { Escalation, type EscalationItem } from '../models/escalation.ts';
import { Inquiry, type InquiryItem } from '../models/inquiry.ts';
import { InquiryText, type InquiryTextItem } from '../models/inquiry-text.ts';
import { Message, type MessageItem } from '../models/message.ts';
import { Notification, type NotificationItem } from '../models/notification.ts';
import { PageText, type PageTextItem } from '../models/page-text.ts';
import { Retrieval, type RetrievalItem } from '../models/retrieval.ts';
import { byKeysAlone, table, withAwsErrors } from '../store.ts';

const partition = once(() => {
  const entities = {
    inquiry: Inquiry(),
    inquiryText: InquiryText(),
    pageText: PageText(),
    analysis: Analysis(),
    retrieval: Retrieval(),
    draft: Draft(),
    answer: Answer(),
    message: Message(),
    escalation: Escalation(),
    notification: Notification(),
  };
  return new Service(entities, table()).collections.workspace;
});

/** Everything about one inquiry but its timeline: one query of one partition. */
export interface Workspace {
  readonly inquiry: InquiryItem;
  readonly text: InquiryTextItem;
  readonly pageTexts: readonly PageTextItem[];
  readonly analyses: readonly AnalysisItem[];
  readonly retrievals: readonly RetrievalItem[];
  readonly drafts: readonly DraftItem[];
  readonly answers: readonly AnswerItem[];
  readonly messages: readonly MessageItem[];
  readonly escalations: readonly EscalationItem[];
  readonly notifications: readonly NotificationItem[];
}

/** Read consistently; null when there is no such inquiry, or nothing left of it but its tombstone. */
export async function readWorkspace(inquiryId: InquiryId): Promise<Workspace | null> {
  const { data } = await withAwsErrors(() =>
    partition()({ inquiryId }).go({ ...byKeysAlone, consistent: true, pages: 'all', originalErr: true }),
  );
  const inquiry = data.inquiry[0];
  const text = data.inquiryText[0];
  if (inquiry === undefined || text === undefined) return null;
  return {
    inquiry,
    text,
    pageTexts: data.pageText,
    analyses: data.analysis,
    retrievals: data.retrieval,
    drafts: data.draft,
    answers: data.answer,
    messages: data.message,
    escalations: data.escalation,
    notifications: data.notification,
  };
}
