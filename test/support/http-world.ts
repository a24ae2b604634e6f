import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { dynamodbClient } from '../../functions/clients/dynamodb.ts';
import { createCompany } from '../../functions/entities/company.ts';
import { tableDefinition } from '../../functions/entities/table-definition.ts';
import { startStore } from '../../local/store/store.ts';
import { CompanySettings, type Plan } from '../../schemas/company.ts';
import { epochMs } from '../../schemas/units.ts';
import { type AwsDouble, startAwsDouble } from './aws-double.ts';
import { setFunctionEnvironment } from './function-environment.ts';

export interface HttpWorld {
  readonly aws: AwsDouble;
  readonly company: CompanySettings;
  readonly otherCompany: CompanySettings;
  close(): Promise<void>;
}

export const companySettings = (companyId: string, name: string, plan: Plan = 'enterprise'): CompanySettings =>
  CompanySettings.parse({
    companyId,
    name,
    plan,
    locale: 'en',
    calendar: {
      timeZone: 'Asia/Seoul',
      hours: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })),
      holidays: [],
    },
    slaMinutes: { high: 60, medium: 240, low: 1440 },
    staff: [
      { agentId: 'mina', name: 'Mina Kim', email: 'mina@example.com', role: 'agent' },
      { agentId: 'joon', name: 'Joon Park', email: 'joon@example.com', role: 'manager' },
    ],
  });

/** The real store with an empty table and two companies, and an AWS endpoint that keeps what else is asked of it. */
export async function openHttpWorld({ plan = 'enterprise' }: { plan?: Plan } = {}): Promise<HttpWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'http-world-'));
  const stored = await startStore({ dataDir });
  const aws = await startAwsDouble(stored.endpoint);
  setFunctionEnvironment({ awsEndpoint: aws.endpoint });
  await dynamodbClient().send(new CreateTableCommand({ TableName: 'inquiries', ...tableDefinition }));
  const company = companySettings('01jd0000000000000000000aaa', 'Blue & Green Shop', plan);
  const otherCompany = companySettings('01jd0000000000000000000bbb', 'Other', plan);
  for (const settings of [company, otherCompany]) await createCompany(settings, epochMs(Date.now()));
  return {
    aws,
    company,
    otherCompany,
    close: async () => {
      await aws.close();
      await stored.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
