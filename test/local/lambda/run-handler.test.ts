import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFunctions } from '../../../local/lambda/run-handler.ts';
import { rejection } from '../support/aws-client.ts';

const root = mkdtempSync(join(tmpdir(), 'functions-'));

afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [file, source] of Object.entries(files)) writeFileSync(join(path, file), source);
  return path;
}

const source = (value: string) =>
  `export const handler = async (event: { n: number }): Promise<unknown> => (${value});`;

test('names each function by its file', async () => {
  const http = folder('http', { 'submit-inquiry.ts': source('event.n + 1'), 'README.md': '' });
  const tasks = folder('tasks', { 'score.ts': source('event.n + 2') });

  const functions = await loadFunctions([http, tasks, join(root, 'missing')]);

  expect([...functions.keys()]).toEqual(['submit-inquiry', 'score']);
  expect(await Object(functions.get('score')).handler({ n: 1 }, {})).toBe(3);
});

test('refuses a file without a handler', async () => {
  const bare = folder('bare', { 'helper.ts': 'export const helper = 1;' });

  expect((await rejection(loadFunctions([bare]))).message).toBe(
    `${join(bare, 'helper.ts')} exports no function named handler`,
  );
});

test('refuses two functions of one name', async () => {
  const one = folder('one', { 'same.ts': source('1') });
  const two = folder('two', { 'same.ts': source('2') });

  expect((await rejection(loadFunctions([one, two]))).message).toContain('Two files define the function same');
});
