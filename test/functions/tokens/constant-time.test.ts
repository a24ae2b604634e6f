import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

const sources = ['functions', 'local', 'domain'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

/** What a secret or a code that proves one is called. */
const secretName = String.raw`\b(?:\w*(?:[mM]ac|[hH]mac|[sS]ignature|[sS]ecret|[pP]epper|apiKey|[tT]okenText|keyHash|codeChallenge))\b`;
const harmlessSide = "(?:undefined|null|'')";
const compared = new RegExp(
  `${secretName} [!=]== (?!${harmlessSide})|(?<!${harmlessSide}) [!=]== ${secretName}(?![.(])`,
);

test('no secret is compared with ===, which tells by its time how much of a guess is right', () => {
  const found = sources.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => compared.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

  expect(found).toEqual([]);
});

test('the check finds what it looks for', () => {
  expect(compared.test('if (signature === given) return;')).toBe(true);
  expect(compared.test('return given !== rightMac;')).toBe(true);
  expect(compared.test('if (apiKey === null) return;')).toBe(false);
  expect(compared.test('if (signature === undefined) return;')).toBe(false);
});

test('every token is read through the one comparison that takes the same time for every wrong guess', () => {
  const readers = readdirSync(join(root, 'functions/tokens'))
    .map((name) => readFileSync(join(root, 'functions/tokens', name), 'utf8'))
    .flatMap((text) => text.match(/^export function read\w+Token\b.*?^}/gms) ?? []);
  const open = readers.filter((reader) => !/\bunsealed\(/.test(reader));

  expect(readers.length).toBeGreaterThanOrEqual(3);
  expect(open).toEqual([]);
  expect(readFileSync(join(root, 'functions/tokens/mac.ts'), 'utf8')).toMatch(/timingSafeEqual\(given, right\)/);
});
