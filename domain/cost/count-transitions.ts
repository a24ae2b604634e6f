import type { Entry } from '../../schemas/inquiry.ts';
import { inquiry } from '../../statemachines/inquiry.ts';
import type { StateName } from '../../statemachines/state-names.ts';

/** The path of one run through the state machine, without retries and without waits that end in no step of the SLA. */
export interface RunPath {
  readonly entry: Entry;
  /** Pages in the Map, of a run that reads attachments. */
  readonly pages: number;
  /** Of these, those that ended in the Map's Catch. */
  readonly pagesGivenUp: number;
  /** Drafts written and scored. */
  readonly drafts: number;
  readonly end:
    | { readonly kind: 'answered' }
    | {
        readonly kind: 'escalated';
        /** The state before OpenEscalation: `draft` = GenerateAnswer, `store` = StoreAnswer. */
        readonly from: 'entry' | 'gate' | 'draft' | 'store';
        /** Reminders, reassignments and hand-overs. */
        readonly furtherContacts: number;
        /** The reply has been sent; else the run still waits for it. */
        readonly isReplied: boolean;
      };
}

/** The billed state transitions of this path. */
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

interface Branch {
  readonly Next: string;
}

interface StateShape {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly Branch[];
  readonly Catch?: readonly Branch[];
  readonly ItemProcessor?: Definition;
}

/** The parts of a definition that say where its states lead. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateShape>>;
}

export interface Path {
  /**
   * For each state the targets of its visits, in order: of a Choice, or of another state's catchers. `next`
   * is its own `Next`, as for all further visits; `stays` ends the path with the execution still there.
   */
  readonly exits: Readonly<Record<string, readonly string[]>>;
  /** Items of each Map. */
  readonly items?: Readonly<Record<string, number>>;
}

/**
 * The states that an execution enters on a path, in order, those inside a Map once an item. Step
 * Functions bills their number, plus retries. @throws Error when the definition has no such path
 */
export function walkStates(definition: Definition, path: Path): readonly string[] {
  return walkFrom(definition, path, new Map());
}

function walkFrom(definition: Definition, path: Path, exitsTaken: Map<string, number>): readonly string[] {
  const entered: string[] = [];
  const takenAtVisit = new Map<string, number>();
  let taken = 0;
  for (let name: string | undefined = definition.StartAt; name !== undefined; ) {
    const state: StateShape | undefined = definition.States[name];
    if (state === undefined) throw new Error(`There is no state ${name}`);
    if (takenAtVisit.get(name) === taken) throw new Error(`The path does not end: it comes back to ${name}`);
    takenAtVisit.set(name, taken);
    entered.push(name);
    if (state.ItemProcessor !== undefined)
      for (let item = 0; item < (path.items?.[name] ?? 0); item += 1)
        entered.push(...walkFrom(state.ItemProcessor, path, exitsTaken));
    const index = exitsTaken.get(name) ?? 0;
    const exit = path.exits[name]?.[index];
    if (exit !== undefined) {
      exitsTaken.set(name, index + 1);
      taken += 1;
    }
    if (exit === 'stays') break;
    name = targetOf(name, state, exit);
  }
  return entered;
}

function targetOf(
  name: string,
  { Type, Next, Default, Choices, Catch }: StateShape,
  exit = 'next',
): string | undefined {
  if (exit === 'next' && Type !== 'Choice') return Next;
  const branches = [...(Choices ?? []), ...(Catch ?? [])].map((branch) => branch.Next);
  const possible = Default === undefined ? branches : [...branches, Default];
  if (!possible.includes(exit)) throw new Error(`${name} goes to ${possible.join(', ')}; the path says ${exit}`);
  return exit;
}
