import { readFileSync } from 'node:fs';
import type { FaultRule } from '../../local/aws/fault-rule.ts';
import type { Inquiry } from '../support/api-client.ts';
import { legalThreat, question } from '../support/inquiries.ts';

/** One inquiry held somewhere on its way, so that a kill finds it there. */
export interface Situation {
  readonly name: string;
  readonly inquiry: Inquiry;
  /** Set before the inquiry is submitted; it is held once the last of them has struck. */
  readonly faults: readonly FaultRule[];
  /** Submit, then wait for a reply's token and reply: the faults strike on what follows. */
  readonly repliesFirst: boolean;
  readonly ends: 'answered' | 'escalated' | 'replied';
}

const picture = readFileSync(new URL('../../local/demo/samples/shipping-label-question.png', import.meta.url));
const withPicture: Inquiry = {
  ...question,
  attachments: [{ filename: 'label.png', contentType: 'image/png', data: picture.toString('base64') }],
};

interface StateOnTheWay extends Pick<Situation, 'inquiry' | 'ends'> {
  readonly state: string;
  readonly repliesFirst?: true;
}

/** Every Task state of the machine, with an inquiry that comes by. */
const states: readonly StateOnTheWay[] = [
  { state: 'begin-processing', inquiry: withPicture, ends: 'answered' },
  { state: 'extract-text', inquiry: withPicture, ends: 'answered' },
  { state: 'analyze-inquiry', inquiry: question, ends: 'answered' },
  { state: 'score-priority', inquiry: question, ends: 'answered' },
  { state: 'retrieve-knowledge', inquiry: question, ends: 'answered' },
  { state: 'generate-answer', inquiry: question, ends: 'answered' },
  { state: 'score-quality', inquiry: question, ends: 'answered' },
  { state: 'store-answer', inquiry: question, ends: 'answered' },
  { state: 'notify-customer', inquiry: question, ends: 'answered' },
  { state: 'open-escalation', inquiry: legalThreat, ends: 'escalated' },
  { state: 'contact-staff', inquiry: legalThreat, ends: 'escalated' },
  { state: 'await-reply', inquiry: legalThreat, ends: 'escalated' },
  { state: 'decide-escalation', inquiry: legalThreat, repliesFirst: true, ends: 'replied' },
];

const atStates = (name: string, faultsOf: (functionName: string) => readonly FaultRule[]): readonly Situation[] =>
  states.map(({ state, inquiry, ends, repliesFirst = false }) => ({
    name: `${name} ${state}`,
    inquiry,
    ends,
    repliesFirst,
    faults: faultsOf(state),
  }));

const hangOn = (functionName: string): FaultRule => ({
  service: 'lambda',
  function: functionName,
  kind: 'hang',
  times: 1,
});

/** Called, and nothing has been done yet. */
export const beforeEffect = atStates('called', (functionName) => [hangOn(functionName)]);

/** All is done and the machine does not know: the first call's answer is lost, the second one is on its way. */
export const afterEffect = atStates('done without an answer', (functionName) => [
  { service: 'lambda', function: functionName, kind: 'lose_response', times: 1 },
  hangOn(functionName),
]);

/** The transactions of an answered inquiry are: accepted, analysed, drafted, answered, mailed. */
const hangOnTransaction = (skip: number): FaultRule => ({
  service: 'dynamodb',
  operation: 'TransactWriteItems',
  kind: 'hang',
  skip,
  times: 1,
});

export const inBetween: readonly Situation[] = [
  {
    name: 'mailed, but not marked as mailed',
    inquiry: question,
    faults: [hangOnTransaction(4)],
    repliesFirst: false,
    ends: 'answered',
  },
  {
    name: 'between two tries of a throttled model',
    inquiry: question,
    faults: [{ service: 'bedrock', kind: 'throttle', times: 4 }],
    repliesFirst: false,
    ends: 'answered',
  },
  { name: 'waiting for a reply', inquiry: legalThreat, faults: [], repliesFirst: false, ends: 'escalated' },
];
