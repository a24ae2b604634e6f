import { replyCharacters } from '../../../schemas/api/limits.ts';
import { pageRoutes } from '../../../schemas/api/page-routes.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { type CommitOutcome, takeTurns } from '../../entities/commit.ts';
import { findEscalation } from '../../entities/escalation.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { replyPage, replySentPage } from '../../pages/reply-page.ts';
import { commitReply as commit } from '../../transactions/commit-answer.ts';
import { wakeExecution } from '../shared/executions.ts';
import { readFormText } from './form-text.ts';
import { openReplyLink, type ReplyCase, replyPageView } from './reply-case.ts';

export const showReplyPage = pageRoute(pageRoutes, 'showReplyPage', async ({ path, nowMs }) => {
  const replyCase = await openReplyLink(path.linkToken, nowMs);
  return { status: 200, body: replyPage(replyPageView(replyCase)) };
});

export const submitReply = pageRoute(pageRoutes, 'submitReply', async ({ path, bytes, headers, nowMs }) => {
  const { linkToken } = path;
  const replyCase = await openReplyLink(linkToken, nowMs);
  const { workspace, company, escalation } = replyCase;
  const form = readFormText(bytes, headers, { field: 'reply', mostCharacters: replyCharacters });
  if (form.kind === 'invalid') {
    throw new ProblemError('validation_failed', {
      detail: 'Invalid: reply',
      errors: [{ path: 'reply', message: `must be text of 1 to ${replyCharacters} characters` }],
      page: replyPage({ ...replyPageView(replyCase), rejectedText: form.text }),
    });
  }
  await commitReply(linkToken, replyCase, { text: form.text, nowMs });
  await wakeExecution(escalation.escalationId);
  const isMailed = workspace.text.customerEmail !== undefined;
  return { status: 200, body: replySentPage({ language: company.locale, owner: company.name, isMailed }) };
});

/** A run raised in between is read and decided again; a reply or a new owner in between ends it. */
const attempts = 3;

interface Typed {
  readonly text: string;
  readonly nowMs: EpochMs;
}

/** Commits the reply of a link's owner. @throws ProblemError of the link's current state, or status_conflict */
async function commitReply(linkToken: string, replyCase: ReplyCase, typed: Typed): Promise<void> {
  let current = replyCase;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const outcome = await commitOrRecognise(current, typed);
    if (outcome.kind === 'committed') return;
    current = await openReplyLink(linkToken, typed.nowMs);
  }
  throw new ProblemError('status_conflict', { detail: 'The inquiry keeps changing; try again' });
}

/** A commit with a lost answer looks like a fault, or like a conflict to the SDK's retry: it is still ours. */
async function commitOrRecognise(replyCase: ReplyCase, typed: Typed): Promise<CommitOutcome> {
  try {
    const outcome = await takeTurns(() => attempt(replyCase, typed));
    return outcome.kind === 'conflict' && (await isOurs(replyCase, typed)) ? { kind: 'committed' } : outcome;
  } catch (error) {
    if (await isOurs(replyCase, typed)) return { kind: 'committed' };
    throw error;
  }
}

const attempt = ({ workspace, escalation, agent }: ReplyCase, { text, nowMs }: Typed): Promise<CommitOutcome> =>
  commit({
    inquiry: workspace.inquiry,
    escalation,
    reply: { text, agentId: agent.agentId, atMs: nowMs },
    wantsMail: workspace.text.customerEmail !== undefined,
  });

async function isOurs({ escalation, agent }: ReplyCase, { text, nowMs }: Typed): Promise<boolean> {
  const reply = (await findEscalation(escalation.escalationId))?.reply;
  return reply !== undefined && reply.agentId === agent.agentId && reply.atMs === nowMs && reply.text === text;
}
