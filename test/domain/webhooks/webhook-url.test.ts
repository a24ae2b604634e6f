import { faultOfWebhookUrl } from '../../../domain/webhooks/webhook-url.ts';

const allowedHosts = ['localhost', '127.0.0.1'];

test.each([
  'https://example.com/webhooks',
  'https://example.com:443/',
  'https://example.com:8443/hook?tenant=1',
  'https://1.1.1.1/hook',
  'https://[2606:4700::1111]/hook',
  'https://한국.example.com/hook',
  'https://EXAMPLE.com',
])('takes %s', (url) => {
  expect(faultOfWebhookUrl(url, [])).toBeNull();
});

test.each([
  ['no URL', 'example.com', 'must be a URL such as https://example.com/webhooks'],
  ['a space', 'https://exa mple.com', 'must be a URL such as https://example.com/webhooks'],
  ['a tab that parsers drop', 'https://exa\tmple.com', 'must be a URL such as https://example.com/webhooks'],
  ['a backslash', 'https:\\\\example.com', 'must be a URL such as https://example.com/webhooks'],
  ['plain HTTP', 'http://example.com/', 'must begin with https://'],
  ['another scheme', 'ftp://example.com/', 'must begin with https://'],
  ['a user and password', 'https://me:secret@example.com/', 'must not hold a user name or password'],
  ['an empty user', 'https://@example.com/', 'must not hold a user name or password'],
  ['a fragment', 'https://example.com/#here', 'must not have a fragment'],
  ['an empty fragment', 'https://example.com/#', 'must not have a fragment'],
  ['the port of another service', 'https://example.com:22/', 'must use port 443, or one from 1024 on'],
  ['port 80', 'https://example.com:80/', 'must use port 443, or one from 1024 on'],
  ['one number', 'https://2130706433/', 'must write an IP address in its usual form'],
  ['hexadecimal', 'https://0x7f.0.0.1/', 'must write an IP address in its usual form'],
  ['octal', 'https://0177.0.0.1/', 'must write an IP address in its usual form'],
  ['a short form', 'https://127.1/', 'must write an IP address in its usual form'],
  ['full-width digits', 'https://１２７.0.0.1/', 'must write an IP address in its usual form'],
  ['percent signs', 'https://%31%32%37.0.0.1/', 'must write an IP address in its usual form'],
  ['a long form of IPv6', 'https://[0:0:0:0:0:0:0:1]/', 'must write an IP address in its usual form'],
  ['loopback', 'https://127.0.0.1/', 'must not lead to a private or reserved address'],
  ['loopback in IPv6', 'https://[::1]/', 'must not lead to a private or reserved address'],
  ['metadata', 'https://169.254.169.254/latest/meta-data', 'must not lead to a private or reserved address'],
  ['IPv4-mapped', 'https://[::ffff:7f00:1]/', 'must not lead to a private or reserved address'],
  ['localhost', 'https://localhost/', 'must name a public host'],
  ['below localhost', 'https://api.localhost/', 'must name a public host'],
  ['an inner name', 'https://metadata.google.internal/', 'must name a public host'],
  ['a name without a dot', 'https://intranet/', 'must name a public host'],
  ['a dot at the end', 'https://example.com./', 'must name a public host'],
])('refuses %s', (_, url, fault) => {
  expect(faultOfWebhookUrl(url, [])).toBe(fault);
});

test.each(['http://localhost:9000/hook', 'http://127.0.0.1:80/', 'https://localhost/'])(
  'takes %s where its host is allowed',
  (url) => {
    expect(faultOfWebhookUrl(url, allowedHosts)).toBeNull();
  },
);

test.each([
  ['another spelling of its address', 'http://127.0.0.2:9000/', 'must begin with https://'],
  ['a host below it', 'http://api.localhost:9000/', 'must begin with https://'],
  ['another scheme', 'ftp://localhost/', 'must begin with https:// or http://'],
  ['a password', 'http://me:secret@localhost/', 'must not hold a user name or password'],
])('an allowed host does not allow %s', (_, url, fault) => {
  expect(faultOfWebhookUrl(url, allowedHosts)).toBe(fault);
});
