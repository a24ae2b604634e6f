import { foreseeGate } from '../../../domain/gate/foresee-gate.ts';
import { policy } from '../../../domain/policy.ts';

const perfect = { topScore01: 1, margin01: 1, queryCoverage01: 1, titleCoverage01: 1 };
const good = { topScore01: 0.6, margin01: 0.5, queryCoverage01: 0.9, titleCoverage01: 0.8 };
const weak = { topScore01: 0.2, margin01: 0.05, queryCoverage01: 0.3, titleCoverage01: 0.2 };
const question = 'How long does shipping take?';

test('a question that the knowledge fits would be answered', () => {
  const outlook = foreseeGate({ question, features: perfect, passagesFound: 3 });

  expect(outlook).toMatchObject({ decision: 'send', sendThreshold: policy.gate.sendThreshold, signals: [] });
  expect(outlook.bestQualityScore).toBeGreaterThan(4.5);
  expect(outlook).not.toHaveProperty('escalationReason');
});

test.each([
  ['the knowledge hardly fits', { question, features: weak, passagesFound: 3 }, 'low_quality'],
  ['nothing is found', { question, features: perfect, passagesFound: 0 }, 'no_knowledge'],
  ['no answer is good enough', { question, features: good, passagesFound: 1, sendThreshold: 5 }, 'low_quality'],
  [
    'its words ask for a person',
    { question: 'I want to talk to a human agent about shipping', features: perfect, passagesFound: 1 },
    'needs_person',
  ],
  [
    'its words are grave',
    { question: 'I will sue you, my lawyer will take legal action', features: perfect, passagesFound: 1 },
    'risk',
  ],
])('people are needed when %s', (_, facts, escalationReason) => {
  expect(foreseeGate(facts)).toMatchObject({ decision: 'escalate', escalationReason });
});
