import { countTransitions, type Definition, type RunPath, walkStates } from '../../../domain/cost/count-transitions.ts';
import { statesOf } from '../../../infra/cost/estimate.ts';

describe('count transitions', () => {
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
});

describe('walk states', () => {
  const gate = { Type: 'Choice', Choices: [{ Next: 'Work' }], Default: 'Done' };
  const work = { Type: 'Task', Next: 'Gate', Catch: [{ Next: 'Failed' }] };
  const looping: Definition = {
    StartAt: 'Gate',
    States: { Gate: gate, Work: work, Failed: { Type: 'Succeed' }, Done: { Type: 'Succeed' } },
  };

  test('a Choice takes its exits in order, another state its catchers and otherwise what comes next', () => {
    expect(walkStates(looping, { exits: { Gate: ['Work', 'Work', 'Done'] } })).toEqual([
      'Gate',
      'Work',
      'Gate',
      'Work',
      'Gate',
      'Done',
    ]);
    expect(walkStates(looping, { exits: { Gate: ['Work', 'Work'], Work: ['next', 'Failed'] } })).toEqual([
      'Gate',
      'Work',
      'Gate',
      'Work',
      'Failed',
    ]);
  });

  test('a path ends where the execution stays', () => {
    expect(walkStates(looping, { exits: { Gate: ['Work', 'Work'], Work: ['next', 'stays'] } })).toEqual([
      'Gate',
      'Work',
      'Gate',
      'Work',
    ]);
  });

  test('the states inside a Map are entered once an item, and their exits are taken in the order of the items', () => {
    const page: Definition = {
      StartAt: 'Read',
      States: { Read: { Type: 'Task', Catch: [{ Next: 'Unreadable' }] }, Unreadable: { Type: 'Pass' } },
    };
    const pages: Definition = { StartAt: 'Pages', States: { Pages: { Type: 'Map', ItemProcessor: page } } };

    expect(walkStates(pages, { exits: {}, items: { Pages: 2 } })).toEqual(['Pages', 'Read', 'Read']);
    expect(walkStates(pages, { exits: { Read: ['next', 'Unreadable'] }, items: { Pages: 3 } })).toEqual([
      'Pages',
      'Read',
      'Read',
      'Unreadable',
      'Read',
    ]);
    expect(walkStates(pages, { exits: {} })).toEqual(['Pages']);
  });

  test.each([
    [{ Gate: ['Elsewhere'] }, 'Gate goes to Work, Done; the path says Elsewhere'],
    [{ Gate: ['Failed'] }, 'Gate goes to Work, Done; the path says Failed'],
    [{}, 'Gate goes to Work, Done; the path says next'],
    [{ Gate: ['Work'], Work: ['Done'] }, 'Work goes to Failed; the path says Done'],
    [{ Gate: ['Work'] }, 'Gate goes to Work, Done; the path says next'],
  ])('a path that the definition does not have is refused: %j', (exits, message) => {
    expect(() => walkStates(looping, { exits })).toThrow(message);
  });

  test('a path that never ends is refused, as is a state that is not there', () => {
    const endless: Definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } };
    const broken: Definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };

    expect(() => walkStates(endless, { exits: {} })).toThrow('does not end: it comes back to A');
    expect(() => walkStates(broken, { exits: {} })).toThrow('There is no state B');
  });

  test('a Map of many pages and a case with many reminders are walked to the end', () => {
    const visits = Array.from({ length: 5000 }, () => 'Work');

    expect(walkStates(looping, { exits: { Gate: [...visits, 'Done'] } })).toHaveLength(2 * 5000 + 2);
  });
});
