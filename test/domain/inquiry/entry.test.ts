import { cannotWait } from '../../../domain/inquiry/entry.ts';

test.each([
  ['a person was asked for', { escalationRequested: true, signals: [] }, true],
  ['somebody may be hurt', { escalationRequested: false, signals: ['danger'] }, true],
  ['somebody threatens to sue', { escalationRequested: false, signals: ['praise', 'legal_threat'] }, true],
  ['the words ask for a person', { escalationRequested: false, signals: ['wants_person'] }, true],
  ['somebody is angry', { escalationRequested: false, signals: ['anger', 'account_state'] }, false],
  ['nothing is the matter', { escalationRequested: false, signals: [] }, false],
] as const)('where %s', (_, facts, expected) => {
  expect(cannotWait(facts)).toBe(expected);
});
