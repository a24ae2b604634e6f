import type { RunPath } from '../../../domain/cost/count-transitions.ts';
import { answeringEntry } from '../../../domain/inquiry/entry.ts';
import { reasonOf } from '../../../domain/quality/quality-faults.ts';
import { partsOfEscalationId } from '../../../schemas/ids.ts';
import type { EscalationItem } from '../../entities/escalation.ts';
import type { TimelineEventItem } from '../../entities/timeline.ts';
import type { Workspace } from '../../entities/workspace.ts';

interface Stored extends Workspace {
  readonly events: readonly TimelineEventItem[];
}

/**
 * The path of each run, from stored facts. Null before a run's first outcome, and for an inquiry of which
 * a run failed, was lost or was superseded: the table does not know the states of that run.
 */
export function runPathsOf(stored: Stored): readonly RunPath[] | null {
  if (stored.events.some(({ kind }) => kind === 'run_lost')) return null;
  const paths = Array.from({ length: stored.inquiry.run }, (_, index) => runPathOf(stored, index + 1));
  const known = paths.flatMap((path) => path ?? []);
  return known.length === paths.length ? known : null;
}

function runPathOf(stored: Stored, run: number): RunPath | null {
  const end = endOf(stored, run);
  if (end === null) return null;
  const { text, pageTexts, drafts } = stored;
  const isAnswering = hasAnswered(stored, run);
  if (end.kind === 'answered' && !isAnswering) return null;
  const pages = isAnswering ? text.attachments.reduce((sum, attachment) => sum + attachment.pages, 0) : 0;
  return {
    entry: isAnswering ? answeringEntry(text.attachments) : 'escalate',
    pages,
    pagesGivenUp: Math.max(0, pages - (isAnswering ? pageTexts.length : 0)),
    drafts: drafts.filter((draft) => draft.run === run).length,
    end,
  };
}

/** Runs for the machine: the first one, and each with an analysis. */
const hasAnswered = ({ analyses }: Stored, run: number): boolean =>
  run === 1 || analyses.some((analysis) => analysis.run === run);

function endOf(stored: Stored, run: number): RunPath['end'] | null {
  const { answers, escalations, events } = stored;
  if (answers.some((answer) => answer.run === run && answer.source === 'ai')) return { kind: 'answered' };
  const escalation = escalations.find((item) => partsOfEscalationId(item.escalationId).openedInRun === run);
  if (escalation === undefined || (escalation.state !== 'open' && escalation.state !== 'replied')) return null;
  const from = hasAnswered(stored, run) ? sourceOf(escalation) : 'entry';
  if (from === null) return null;
  const furtherContacts = events.filter((event) => event.run === run && isContact(event)).length;
  return { kind: 'escalated', from, furtherContacts, isReplied: escalation.state === 'replied' };
}

const isContact = ({ kind }: TimelineEventItem): boolean =>
  kind === 'reminded' || kind === 'reassigned' || kind === 'handed_over';

function sourceOf({ reason, reasons }: EscalationItem): 'gate' | 'draft' | 'store' | null {
  switch (reason) {
    case 'low_quality':
    case 'no_knowledge':
    case 'needs_person':
    case 'risk':
      return 'gate';
    case 'spend_limit':
      return 'draft';
    case 'person_requested':
      // The gate has reasons; a caught StoreAnswer has none.
      return reasons.includes(reasonOf('person_asked_for')) ? 'gate' : 'store';
    case 'reopened':
    case 'pipeline_failed':
      return null;
    default:
      return reason satisfies never;
  }
}
