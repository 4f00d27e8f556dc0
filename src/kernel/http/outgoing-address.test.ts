import { describe, expect, test } from 'vitest';
import { chosen, fault, namesAt, options, serve } from '../../../test/support/outgoing.ts';
import { outgoingGet, type Resolve } from './outgoing.ts';
import { isPublicAddress } from './outgoing-address.ts';

describe('addresses of the inside', () => {
  test.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://0.0.0.0',
    'http://10.1.2.3',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://192.0.2.1',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:10.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::127.0.0.1]',
    'http://[64:ff9b::10.0.0.1]',
    'http://[2002:7f00:1::]',
    'http://[fe80::1]',
    'http://[fc00::1]',
    'http://[fd12:3456::1]',
    'http://[ff02::1]',
    'https://127.0.0.1:8443',
  ])('%s is refused', async (url) => {
    expect((await fault(outgoingGet(url, options))).fault).toBe('private');
  });

  test('what is in no list of the operator’s is refused, where a redirect leads too', async () => {
    const listed = await serve((_request, response) => response.writeHead(302, { location: 'http://elsewhere.example/' }).end());
    const hosts = [new URL(listed).hostname];
    expect((await fault(outgoingGet('http://elsewhere.example/', { ...chosen, hosts }))).fault).toBe('unlisted');
    expect((await fault(outgoingGet(listed, { ...chosen, hosts }))).message).toContain('elsewhere.example');
  });

  test.each(['93.184.215.14', '2a01:c9c0:a3:8::70', '2606:4700::6810:84e5'])('%s is one of the web', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('a name that leads inside is refused, even where it also leads outside', async () => {
    const names = [['127.0.0.1'], ['::1'], ['::ffff:192.168.0.1'], ['93.184.215.14', '10.0.0.1'], ['169.254.169.254'], ['fe80::1%eth0']];
    for (const addresses of names) {
      const error = await fault(outgoingGet('http://innocent.example/', { ...options, resolve: namesAt(...addresses) }));
      expect([addresses, error.fault]).toEqual([addresses, 'private']);
    }
    expect((await fault(outgoingGet('http://localhost/', options))).fault).toBe('private');
  });

  test('the address that was checked is the one connected to: a second answer to the same question changes nothing', async () => {
    const origin = await serve((request, response) => response.end(request.headers.host));
    let times = 0;
    const once: Resolve = (_hostname, _options, callback) => {
      times += 1;
      callback(null, [{ address: times === 1 ? '127.0.0.1' : '203.0.113.9', family: 4 }]);
    };
    const { port } = new URL(origin);
    expect(`${(await outgoingGet(`http://service.example:${port}/`, { ...chosen, resolve: once })).body}`).toBe(`service.example:${port}`);
    expect(times).toBe(1);
  });

  test('being allowed one of them does not allow where it leads', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const origin = await serve((_request, response) => response.writeHead(302, { location: inside }).end());
    expect((await fault(outgoingGet(origin, chosen))).fault).toBe('private');
  });
});

describe('what is no address to read', () => {
  test.each([
    ['not an address', 'address'],
    ['ftp://files.example/', 'address'],
    ['file:///etc/passwd', 'address'],
    ['javascript:alert(1)', 'address'],
    ['https://name:word@files.example/', 'credentials'],
    ['https://name@files.example/', 'credentials'],
  ])('%s', async (url, expected) => {
    expect((await fault(outgoingGet(url, chosen))).fault).toBe(expected);
  });
});
