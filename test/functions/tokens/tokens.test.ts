import { randomBytes } from 'node:crypto';
import { hashApiKey, newApiKey, parseApiKey } from '../../../functions/tokens/api-key.ts';
import {
  readReplyToken,
  readStatusToken,
  replyTokenOf,
  statusTokenOf,
} from '../../../functions/tokens/sealed-tokens.ts';
import { AgentId, escalationIdOf, InquiryId, Run } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';

setFunctionEnvironment();

const inquiryId = InquiryId.parse('01jd0000000000000000000000');
const link = {
  escalationId: escalationIdOf(inquiryId, Run.parse(2)),
  agentId: AgentId.parse('mina-k'),
  generation: 3,
  expiresAtMs: epochMs(1_800_000_000_000),
};

test('a status token names its inquiry and stays the same', () => {
  const token = statusTokenOf(inquiryId);

  expect(token).toBe(statusTokenOf(inquiryId));
  expect(token).toMatch(/^st\.01jd0000000000000000000000\.[A-Za-z0-9_-]{43}$/);
  expect(readStatusToken(token)).toBe(inquiryId);
});

test('a reply token carries escalation, agent, generation and expiry', () => {
  expect(readReplyToken(replyTokenOf(link))).toEqual(link);
});

test('every change of one character makes a status token worthless', () => {
  const token = statusTokenOf(inquiryId);

  const forged = Array.from(
    token,
    (character, at) => `${token.slice(0, at)}${character === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`,
  );

  expect(forged.filter((candidate) => readStatusToken(candidate) !== null)).toEqual([]);
});

test('the other spellings of the same MAC bytes are refused', () => {
  const token = statusTokenOf(inquiryId);
  const last = token.at(-1) ?? '';
  const sameBytes = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
    .filter((character) => character !== last)
    .map((character) => token.slice(0, -1) + character);

  expect(sameBytes.filter((candidate) => readStatusToken(candidate) !== null)).toEqual([]);
});

test.each([
  ['generation', { ...link, generation: 4 }],
  ['agent', { ...link, agentId: AgentId.parse('someone-else') }],
  ['expiry', { ...link, expiresAtMs: epochMs(1_900_000_000_000) }],
  ['escalation', { ...link, escalationId: escalationIdOf(inquiryId, Run.parse(3)) }],
])('a MAC does not carry over to another %s', (_, other) => {
  const mac = replyTokenOf(link).split('.').at(-1);
  const otherToken = replyTokenOf(other);

  expect(readReplyToken(otherToken.replace(/[^.]+$/, String(mac)))).toBeNull();
});

test('a token of one kind does not pass for the other', () => {
  expect(readReplyToken(statusTokenOf(inquiryId))).toBeNull();
  expect(readStatusToken(replyTokenOf(link))).toBeNull();
});

test.each(['', '.', 'st', 'st.', `st.${inquiryId}`, `st.${inquiryId}.`, 'rt.a.b.c.d.e', '\u0000', '.'.repeat(5_000)])(
  'reads nothing from %j',
  (token) => {
    expect(readStatusToken(token)).toBeNull();
    expect(readReplyToken(token)).toBeNull();
  },
);

test.each(['live', 'test'] as const)('a new %s key has the form that is looked up, and its hash', (mode) => {
  const { key, prefix, hash } = newApiKey(randomBytes, mode);

  expect(key).toMatch(new RegExp(`^iwk_${mode}_[0-9a-hjkmnp-tv-z]{10}_[0-9A-Za-z]{40}$`));
  expect(parseApiKey(key)).toEqual({ prefix, mode });
  expect(hash).toBe(hashApiKey(key));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

test('a key is drawn from all characters alike and never from a byte that would favour some', () => {
  const bytes = [255, 254, 253, 252, 251, 250, 249, 248, 0, 61];
  const cycling = (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, (_, index) => bytes[index % 10] ?? 0);

  const { key } = newApiKey(cycling, 'live');

  expect(new Set(key.slice(-40))).toEqual(new Set(['0', 'z']));
});

test.each([
  '',
  'iwk_live_',
  'iwk_live_0123456789_short',
  `iwk_trial_0123456789_${'a'.repeat(40)}`,
  `iwk_live_0123456789_${'a'.repeat(41)}`,
])('%j is no API key', (text) => {
  expect(parseApiKey(text)).toBeNull();
});

test('the hash depends on the pepper, not on the key alone', () => {
  expect(hashApiKey('iwk_live_0123456789_a')).not.toBe(hashApiKey('iwk_live_0123456789_b'));
});
