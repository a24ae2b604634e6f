import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prices } from '../../domain/cost/prices.ts';
import { buildApp } from '../build-app.ts';
import { bundleFunctions } from '../bundle/bundle-functions.ts';
import {
  assumed,
  type CostLine,
  inquiryCost,
  metricsUsd,
  type PathName,
  pathShares,
  paths,
  productionCost,
  statesOf,
} from './estimate.ts';
import { idleCost, Template } from './idle-cost.ts';
import { priceReport } from './price-sources.ts';

const profiles = ['small', 'production'] as const;
type Profile = (typeof profiles)[number];
const isPathName = (name: string): name is PathName => name in paths;
const pathNames = Object.keys(paths).filter(isPathName);

/** `npm run cost -- [inquiries a month, 10000]`: what both profiles cost, idle and with so many inquiries. */
async function main(): Promise<void> {
  const inquiries = Number(process.argv[2] ?? 10_000);
  if (!Number.isInteger(inquiries) || inquiries < 0) throw new Error(`Inquiries a month: got ${process.argv[2]}`);
  process.env.CDK_VALIDATION = 'false';
  const bundles = await bundleFunctions();
  print(
    `List prices of ${prices.region}, noted ${prices.notedOn}; no free tiers, no taxes, no calls of KMS, no console (cents). Assumed: ${JSON.stringify(assumed)}`,
  );
  print('\nPrices, by how they were checked (infra/cost/price-sources.ts says where)');
  for (const line of priceReport()) print(`  ${line}`);
  print('\nState transitions, retries apart');
  for (const name of pathNames) print(`  ${name.padEnd(28)}${String(statesOf(name).length).padStart(4)}`);
  for (const profile of profiles) {
    const { parameters, templates } = synthesize(profile, bundles);
    const models = { answer: parameters.answerModelId, transcribe: parameters.transcribeModelId };
    const idle = idleCost(templates);
    const work = [
      ...workCost(models, profile).map(({ what, usd }) => ({ what, usd: usd * inquiries })),
      { what: 'Metrics', usd: metricsUsd(inquiries) },
    ];
    table(`${profile}: a month without inquiries`, idle);
    table(`${profile}: ${inquiries} inquiries a month, answered by ${models.answer}`, work);
    print(`  ${'together'.padEnd(28)}${dollars(total(idle) + total(work))}`);
  }
}

function synthesize(profile: Profile, bundles: Awaited<ReturnType<typeof bundleFunctions>>) {
  const context = {
    profile,
    publicBaseUrl: 'https://inquiries.example.com',
    senderAddress: 'inquiries@example.com',
    alarmAddress: 'operator@example.com',
  };
  const outdir = mkdtempSync(join(tmpdir(), 'cost-'));
  const { app, parameters } = buildApp({ bundles, app: { context, outdir } });
  app.synth();
  const files = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  const templates = files.map((file) => Template.parse(JSON.parse(readFileSync(join(outdir, file), 'utf8'))));
  rmSync(outdir, { recursive: true });
  return { parameters, templates };
}

/** One average inquiry, by service. */
function workCost(models: Parameters<typeof inquiryCost>[1], profile: Profile): readonly CostLine[] {
  const sums = new Map<string, number>();
  for (const [name, share] of Object.entries(pathShares)) {
    if (!isPathName(name)) continue;
    const lines = [...inquiryCost(name, models), ...(profile === 'production' ? productionCost(name) : [])];
    for (const { what, usd } of lines) sums.set(what, (sums.get(what) ?? 0) + share * usd);
  }
  return [...sums].map(([what, usd]) => ({ what, usd }));
}

function table(title: string, lines: readonly CostLine[]): void {
  print(`\n${title}`);
  for (const { what, usd } of [...lines].sort((a, b) => b.usd - a.usd)) print(`  ${what.padEnd(28)}${dollars(usd)}`);
  print(`  ${'sum'.padEnd(28)}${dollars(total(lines))}`);
}

const total = (lines: readonly CostLine[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);
const dollars = (usd: number): string => `${usd.toFixed(2).padStart(10)} USD`;
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await main();
