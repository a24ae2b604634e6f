import type { Entry } from '../../schemas/inquiry.ts';
import { inquiry } from '../../statemachines/inquiry.ts';
import type { StateName } from '../../statemachines/state-names.ts';
import { type Path, walkStates } from './walk-states.ts';

/** How one run has gone through the state machine, retries and waits without a step of the SLA apart. */
export interface RunPath {
  readonly entry: Entry;
  /** Pages in the Map, of a run that reads what is attached. */
  readonly pages: number;
  /** Of these, those that ended in the Map's Catch. */
  readonly pagesGivenUp: number;
  /** Drafts that were written and scored. */
  readonly drafts: number;
  readonly end:
    | { readonly kind: 'answered' }
    | {
        readonly kind: 'escalated';
        /** The state before OpenEscalation: `draft` = GenerateAnswer, `store` = StoreAnswer. */
        readonly from: 'entry' | 'gate' | 'draft' | 'store';
        /** Reminders, reassignments and hand-overs. */
        readonly furtherContacts: number;
        /** The reply has been sent on; else it is still waited for. */
        readonly isReplied: boolean;
      };
}

/** State transitions that Step Functions charges for on this path. */
export const countTransitions = (path: RunPath): number => walkStates(inquiry, pathOf(path)).length;

const targetOfEntry = {
  answer: 'BeginProcessing',
  answer_text: 'AnalyzeInquiry',
  escalate: 'OpenEscalation',
} as const satisfies Record<Entry, StateName>;

function pathOf({ entry, pages, pagesGivenUp, drafts, end }: RunPath): Path {
  const redrafts = times(end.kind === 'escalated' && end.from === 'draft' ? drafts : drafts - 1, 'GenerateAnswer');
  return {
    items: { ExtractTexts: pages },
    exits: {
      Entry: [targetOfEntry[entry]],
      ExtractText: times(pagesGivenUp, 'PageUnreadable'),
      ...(end.kind === 'answered'
        ? { QualityGate: [...redrafts, 'StoreAnswer'] }
        : exitsToPeople(end, drafts, redrafts)),
    },
  };
}

function exitsToPeople(
  { from, furtherContacts, isReplied }: Extract<RunPath['end'], { kind: 'escalated' }>,
  drafts: number,
  redrafts: readonly string[],
): Path['exits'] {
  return {
    GenerateAnswer: from === 'draft' ? [...times(drafts, 'next'), 'OpenEscalation'] : [],
    QualityGate: [...redrafts, from === 'store' ? 'StoreAnswer' : 'OpenEscalation'],
    StoreAnswer: from === 'store' ? ['OpenEscalation'] : [],
    EscalationGate: [...times(furtherContacts, 'ContactStaff'), ...(isReplied ? ['NotifyCustomer'] : [])],
    AwaitReply: isReplied ? [] : [...times(furtherContacts, 'next'), 'stays'],
  } satisfies Partial<Record<StateName, readonly string[]>>;
}

const times = <Exit extends StateName | 'next' | 'PageUnreadable'>(count: number, exit: Exit): readonly Exit[] =>
  Array.from({ length: Math.max(0, count) }, () => exit);
