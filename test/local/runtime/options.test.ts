import { optionsFrom } from '../../../local/runtime/options.ts';

describe('ALLOWED_HOSTS', () => {
  const hosts = (text?: string) => optionsFrom(text === undefined ? {} : { ALLOWED_HOSTS: text }).allowedHosts;

  test.each([
    [undefined, []],
    ['', []],
    [' , ,', []],
    ['desk.lan', ['desk.lan']],
    [' 192.168.0.7:8080 , Desk.LAN,', ['192.168.0.7:8080', 'desk.lan']],
    ['[fd00::7]:8080,[::1]', ['[fd00::7]:8080', '[::1]']],
    ['[FD00:0::7]', ['[fd00::7]']],
    ['한국.kr', ['xn--3e0b707e.kr']],
    ['desk.lan:80,desk.lan:443', ['desk.lan', 'desk.lan']],
    ['my_desk', ['my_desk']],
  ])('%j names %j', (text, expected) => {
    expect(hosts(text)).toEqual(expected);
  });

  test.each([
    'https://desk.lan',
    'desk.lan/path',
    'me@desk.lan',
    'desk lan',
    'desk.lan:',
    'desk.lan:123456',
    'fd00::7',
    '[fd00::7',
    'desk.lan;other.lan',
    '*.lan',
    '*',
    'desk.lan:99999',
  ])('%j is no host', (text) => {
    expect(() => hosts(`ok.lan,${text}`)).toThrow(
      /^Environment variables are wrong: ALLOWED_HOSTS\.1: expected hosts such as/,
    );
  });
});

test.each(['0', '1', undefined])('AWS_ENDPOINT_AUTH takes %s', (value) => {
  const environment = value === undefined ? {} : { AWS_ENDPOINT_AUTH: value };

  expect(optionsFrom(environment).awsEndpointAuth).toBe(value === '1');
});

test.each(['yes', 'true', '', ' 1'])('AWS_ENDPOINT_AUTH refuses %j, rather than be off by a slip', (value) => {
  expect(() => optionsFrom({ AWS_ENDPOINT_AUTH: value })).toThrow(/AWS_ENDPOINT_AUTH/);
});
