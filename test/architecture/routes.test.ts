import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import { anyone } from '../../src/kernel/access/access.ts';
import { pagesOf } from '../../src/kernel/module.ts';
import { openTestApplication, type TestApplication } from '../support/application.ts';

let test: TestApplication;

beforeEach(async () => {
  test = await openTestApplication();
});
afterEach(() => test.close());

describe('every route of the server', () => {
  it('says who may use it, as its module declared', async () => {
    await test.server.ready();
    const routes = test.server.declaredRoutes();
    const accessOf = (url: string, method = 'GET') => routes.find((route) => route.method === method && route.url === url)?.access;
    for (const module of catalogue) {
      for (const page of pagesOf(module, catalogue))
        expect(accessOf(page.path, 'method' in page ? page.method : 'GET'), page.path).toEqual(page.access);
      for (const resource of module.api ?? []) expect(accessOf(`/api/v1${resource.path}`), resource.path).toEqual(resource.access);
    }
    expect(accessOf('/')).toEqual(anyone);
    expect(accessOf('/healthz')).toEqual(anyone);
    expect(accessOf('/assets/*')).toEqual(anyone);
    expect(routes.length).toBeGreaterThan(20);
  });
});

describe('a server with a route that forgot its access rule', () => {
  it('does not start', async () => {
    test.server.get('/canary', async () => 'open to all');
    await expect(test.server.ready()).rejects.toThrow('Routes without an access rule: GET /canary');
  });

  it('does not start either where a plugin brought the route', async () => {
    await test.server.register(async (plugin) => {
      plugin.post('/canary', async () => 'open to all');
    });
    await expect(test.server.ready()).rejects.toThrow('POST /canary');
  });

  it('starts once the rule is there', async () => {
    test.server.get('/canary', { config: { access: anyone } }, async () => 'open to all');
    await test.server.ready();
    expect(test.server.declaredRoutes()).toContainEqual({ method: 'GET', url: '/canary', access: anyone });
  });
});
