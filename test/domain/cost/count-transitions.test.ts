import { countTransitions, type RunPath } from '../../../domain/cost/count-transitions.ts';
import { statesOf } from '../../../infra/cost/paths.ts';

const answered: RunPath = { entry: 'answer_text', pages: 0, pagesGivenUp: 0, drafts: 1, end: { kind: 'answered' } };
const escalated = { kind: 'escalated', from: 'gate', furtherContacts: 0, isReplied: true } as const;

test.each([
  ['answeredText', answered],
  ['answeredAfterRedraft', { ...answered, drafts: 2 }],
  ['answeredTwoPages', { ...answered, entry: 'answer', pages: 2 }],
  ['escalatedAndReplied', { ...answered, end: escalated }],
  ['escalatedAndRemindedTwice', { ...answered, end: { ...escalated, furtherContacts: 2 } }],
  ['personRequested', { ...answered, entry: 'escalate', drafts: 0, end: { ...escalated, from: 'entry' } }],
] as const)('%s is counted as the definition is walked', (name, path) => {
  expect(countTransitions(path)).toBe(statesOf(name).length);
});

test('a page that was given up takes one state more, a caught draft or store its own', () => {
  const whole = countTransitions({ ...answered, entry: 'answer', pages: 2 });
  const gate = countTransitions({ ...answered, end: escalated });

  expect(countTransitions({ ...answered, entry: 'answer', pages: 2, pagesGivenUp: 1 })).toBe(whole + 1);
  expect(countTransitions({ ...answered, end: { ...escalated, from: 'store' } })).toBe(gate + 1);
  expect(countTransitions({ ...answered, drafts: 0, end: { ...escalated, from: 'draft' } })).toBe(gate - 2);
});

test('a reply that is still waited for leaves out its decision, and what follows it', () => {
  const waits = (furtherContacts: number) => ({ ...escalated, furtherContacts, isReplied: false });
  const replied = countTransitions({ ...answered, end: escalated });

  // DecideEscalation, EscalationGate, NotifyCustomer, Done.
  expect(countTransitions({ ...answered, end: waits(0) })).toBe(replied - 4);
  expect(countTransitions({ ...answered, end: waits(3) })).toBe(replied - 4 + 3 * 4);
});

test('a redraft that the spend limit stops is counted with its GenerateAnswer', () => {
  const gate = countTransitions({ ...answered, end: escalated });

  expect(countTransitions({ ...answered, drafts: 1, end: { ...escalated, from: 'draft' } })).toBe(gate + 1);
});
