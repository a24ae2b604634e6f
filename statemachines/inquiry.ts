import type { StateMachine, States } from './asl.ts';
import type { StateName } from './state-names.ts';
import { answering } from './states/answering.ts';
import { escalation } from './states/escalation.ts';
import { reading } from './states/reading.ts';

const ends = {
  Done: { Type: 'Succeed', Output: "{% {'outcome': 'done'} %}" },
  DeliveryDeferred: {
    Type: 'Succeed',
    Comment: 'The answer stands and can be read; its mail is still due and the sweeper goes on trying.',
    Output: "{% {'outcome': 'delivery_deferred'} %}",
  },
  Superseded: {
    Type: 'Succeed',
    Comment: 'Another run, a reply or an erasure has taken over; this run has nothing left to do.',
    Output: "{% {'outcome': 'superseded'} %}",
  },
} as const satisfies States;

/** The state machine of one inquiry. `npm run statemachine` writes it to inquiry.asl.json, which is what runs. */
export const inquiry = {
  Comment:
    "One inquiry: read, understood, answered from the company's own knowledge and sent, or put into people's hands until one of them has replied.",
  QueryLanguage: 'JSONata',
  StartAt: 'BindInput',
  States: { ...reading, ...answering, ...escalation, ...ends },
} as const satisfies StateMachine<StateName> & { readonly Comment: string; readonly QueryLanguage: 'JSONata' };
