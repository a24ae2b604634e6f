import type { InquiryId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { AnalysisItem } from '../models/analysis.ts';
import type { AnswerItem } from '../models/answer.ts';
import type { DraftItem } from '../models/draft.ts';
import type { EscalationItem } from '../models/escalation.ts';
import type { InquiryItem } from '../models/inquiry.ts';
import type { InquiryTextItem } from '../models/inquiry-text.ts';
import type { MessageItem } from '../models/message.ts';
import type { NotificationItem } from '../models/notification.ts';
import type { PageTextItem } from '../models/page-text.ts';
import type { RetrievalItem } from '../models/retrieval.ts';
import { store } from '../service.ts';
import { byKeysAlone } from './by-keys-alone.ts';

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
    store()
      .collections.workspace()({ inquiryId })
      .go({ ...byKeysAlone, consistent: true, pages: 'all', originalErr: true }),
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
