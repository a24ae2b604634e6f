import { Service } from 'electrodb';
import type { InquiryId, Run } from '../../schemas/ids.ts';
import { once } from '../once.ts';
import { TaskError } from '../task-error.ts';
import { Analysis, type AnalysisItem } from './analysis.ts';
import { Answer, type AnswerItem } from './answer.ts';
import { Draft, type DraftItem } from './draft.ts';
import { Escalation, type EscalationItem } from './escalation.ts';
import { Inquiry, type InquiryItem } from './inquiry.ts';
import { InquiryText, type InquiryTextItem, PageText, type PageTextItem } from './inquiry-text.ts';
import { Message, type MessageItem } from './message.ts';
import { Notification, type NotificationItem } from './notification.ts';
import { Retrieval, type RetrievalItem } from './retrieval.ts';
import { byKeysAlone, table, withAwsErrors } from './store.ts';

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

/** Read consistently; null when there is no such inquiry, or only its tombstone. */
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

/**
 * The workspace of an inquiry whose current run is `run`.
 * @throws TaskError RunSuperseded when it has been erased or another run has taken over.
 */
export async function requireRun({ inquiryId, run }: { inquiryId: InquiryId; run: Run }): Promise<Workspace> {
  const workspace = await readWorkspace(inquiryId);
  if (workspace === null) throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  requireHeadRun(workspace.inquiry, run);
  return workspace;
}

/** @throws TaskError RunSuperseded when the head is erased or in another run. */
export function requireHeadRun(inquiry: InquiryItem, run: Run): void {
  if (inquiry.status === 'erased') throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  if (inquiry.run !== run)
    throw new TaskError('RunSuperseded', `run ${run} of an inquiry that is in run ${inquiry.run}`);
}
