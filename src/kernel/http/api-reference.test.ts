import { expect, test } from 'vitest';
import { z } from 'zod';
import { anyone } from '../access/access.ts';
import { apiReference } from './api-reference.ts';
import { pageQuery } from './cursor.ts';
import { openApiDocument } from './openapi.ts';
import { apiRoute } from './route.ts';

const thing = z.object({
  id: z.uuid(),
  name: z.string().describe('What it is called.'),
  tags: z.array(z.enum(['red', 'green'])),
  seen: z.iso.date().nullable(),
  count: z.int().nullable(),
  share: z.number().min(0).max(1),
  colour: z.enum(['red', 'green']).nullable().describe('If any.'),
  position: z.object({ latitude: z.number() }).nullable(),
  provenance: z.record(z.string(), z.object({ source: z.string() })),
  either: z.union([z.string(), z.boolean()]),
  fixed: z.literal('x'),
});

const routes = [
  apiRoute({
    path: '/things',
    summary: 'Things.',
    access: anyone,
    query: z.object({ q: z.string().describe('Words.'), colour: z.enum(['red', 'green']).optional(), ...pageQuery }),
    response: z.object({ items: z.array(thing), next_cursor: z.string().nullable() }),
    handle: async () => null,
  }),
  apiRoute({
    path: '/things/:slug',
    summary: 'One thing.',
    access: anyone,
    withoutTerritory: true,
    query: z.object({}),
    params: z.object({ slug: z.string() }),
    response: thing,
    handle: async () => null,
  }),
];
const [list, one] = apiReference(openApiDocument(routes, '1.0.0'));

const plain = { values: [], isNullable: false, minimum: null, maximum: null };

test('names each resource by its whole path', () => {
  expect([list?.path, list?.operationId, list?.summary]).toEqual(['/api/v1/things', 'things', 'Things.']);
  expect([one?.path, one?.operationId]).toEqual(['/api/v1/things/{slug}', 'thingsSlug']);
});

test('says what each parameter is, what is taken without it and what it does', () => {
  const [q, colour, , limit, territory] = list?.parameters ?? [];
  expect(q).toEqual({
    name: 'q',
    place: 'query',
    isRequired: true,
    type: { ...plain, name: 'string' },
    default: null,
    description: 'Words.',
  });
  expect(colour).toMatchObject({ isRequired: false, type: { name: 'string', values: ['red', 'green'] }, description: null });
  expect(limit).toMatchObject({ name: 'limit', type: { name: 'number' }, default: '20' });
  expect(territory).toMatchObject({ name: 'territory', place: 'query', isRequired: false });
  expect(one?.parameters.map(({ name, place, isRequired }) => [name, place, isRequired])).toEqual([['slug', 'path', true]]);
});

test('lays out the fields of an answer, however deep', () => {
  expect(one?.fields.map(({ path, type }) => [path, type.name, type.isNullable])).toEqual([
    ['id', 'uuid', false],
    ['name', 'string', false],
    ['tags', 'string[]', false],
    ['seen', 'date', true],
    ['count', 'integer', true],
    ['share', 'number', false],
    ['colour', 'string', true],
    ['position', 'object', true],
    ['position.latitude', 'number', false],
    ['provenance', 'object', false],
    ['provenance.*.source', 'string', false],
    ['either', 'string | boolean', false],
    ['fixed', 'string', false],
  ]);
  expect(list?.fields.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['items', 'items[].name', 'items[].position.latitude', 'next_cursor']),
  );
  const field = (path: string) => one?.fields.find((each) => each.path === path);
  expect(field('colour')).toMatchObject({ type: { values: ['red', 'green'] }, description: 'If any.' });
  expect(field('tags')?.type.values).toEqual(['red', 'green']);
  expect(field('fixed')?.type.values).toEqual(['x']);
  expect(field('share')?.type).toMatchObject({ minimum: 0, maximum: 1 });
  expect(field('count')?.type).toMatchObject({ minimum: null, maximum: null });
});
