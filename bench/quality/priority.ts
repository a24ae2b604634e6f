import { join } from 'node:path';
import * as z from 'zod/mini';
import { findSignals } from '../../domain/priority/find-signals.ts';
import { scorePriority } from '../../domain/priority/score-priority.ts';
import { readLines } from './read-faq-sets.ts';

const levels = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;
const LabelledInquiry = z.object({ text: z.string(), priority: z.enum(levels) });

interface Ranked {
  readonly level: number;
  readonly score: number;
  readonly urgency: string;
}

/** How far the priority score orders the labelled inquiries as their labels do, from the words alone. */
export function priorityReport(dataFolder: string): readonly string[] {
  const inquiries = readLines(join(dataFolder, 'priority', 'inquiries.jsonl'), LabelledInquiry);
  const ranked = inquiries.map(({ text, priority }) => rank(text, levels.indexOf(priority)));
  const pairs = ranked.flatMap((one) =>
    ranked.filter((other) => other.level > one.level).map((other) => ({ one, other })),
  );
  const agreeing = pairs.reduce((sum, { one, other }) => sum + agreementOf(one, other), 0);
  const urgencies = levels.map((name, level) => {
    const words = ranked.filter((one) => one.level === level).map((one) => one.urgency);
    const counts = ['high', 'medium', 'low'].map((word) => `${word} ${words.filter((one) => one === word).length}`);
    return `  ${name.padEnd(6)} ${counts.join('  ')}`;
  });
  return [
    `pairs in the labels' order: ${((100 * agreeing) / pairs.length).toFixed(1)} % of ${pairs.length}`,
    ...urgencies,
  ];
}

function rank(text: string, level: number): Ranked {
  const { priorityScore, urgency } = scorePriority({
    signals: findSignals(text),
    negativeScore01: 0,
    personalDataTypes: [],
    escalationRequested: false,
  });
  return { level, score: priorityScore, urgency };
}

function agreementOf(lower: Ranked, higher: Ranked): number {
  if (higher.score > lower.score) return 1;
  return higher.score === lower.score ? 0.5 : 0;
}
