import { policy } from '../domain/policy.ts';
import { gateHeader, gateLine, vetoReport } from './quality/gate.ts';
import { priorityReport } from './quality/priority.ts';
import { readFaqSets } from './quality/read-faq-sets.ts';
import { retrievalHeader, retrievalLine, samplesOf, trainRetrievalFit } from './quality/retrieval.ts';
import type { LogisticModel } from './quality/statistics.ts';

/**
 * Prints how well retrieval, the retrieval fit and priority do on the labelled sets of the folder, and the coefficients
 * that training gives. Not measured: answers written by a model, other languages than Korean and English.
 */
export async function benchQuality(dataFolder: string): Promise<void> {
  const samples = readFaqSets(dataFolder).map(samplesOf);
  const trainable = samples.filter(({ set }) => set.mayTrain);
  const inForce: LogisticModel = [policy.quality.retrievalFit.intercept, ...policy.quality.retrievalFit.coefficients];
  const threshold01 = sendThreshold01();

  print(`Retrieval and its fit; AUROC of the fit, far and near; threshold on the fit ${threshold01.toFixed(2)}`);
  print(retrievalHeader);
  for (const one of samples) print(retrievalLine(one, inForce, threshold01));

  print('Trained without the set itself');
  for (const one of trainable) {
    const others = trainable.filter((other) => other !== one);
    print(retrievalLine(one, trainRetrievalFit(others), threshold01));
  }
  print(`Trained on ${trainable.map(({ set }) => set.name).join(', ')}: ${numbers(trainRetrievalFit(trainable))}`);

  print('The whole way with the extractive model, at the policy’s threshold');
  print(gateHeader);
  for (const { set } of samples) print(gateLine(set));

  print('Vetoes by the words alone');
  for (const line of vetoReport(samples.map(({ set }) => set))) print(line);
  print('Priority');
  for (const line of priorityReport(dataFolder)) print(line);
}

/** The fit at which an otherwise perfect draft reaches the send threshold. */
function sendThreshold01(): number {
  const { gate, quality } = policy;
  return ((gate.sendThreshold - 1) / 4) ** (1 / quality.weights.retrieval);
}

const numbers = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' ');

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
