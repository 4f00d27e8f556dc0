import { z } from 'zod';
import type { ApiRoute } from './route.ts';

const problem = z.object({
  status: z.int(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ parameter: z.string(), detail: z.string() })).optional(),
});

export const API_PREFIX = '/api/v1';

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return rest;
}

function parameters(schema: z.ZodObject | undefined, place: 'query' | 'path') {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: rest,
  }));
}

const territoryParameter = {
  name: 'territory',
  in: 'query',
  required: false,
  description: 'Slug of the territory; without it, the territory of the host.',
  schema: { type: 'string' },
};

/** The OpenAPI 3.1 document of the API, from the schemas that its routes check with. */
export function openApiDocument(routes: readonly ApiRoute[], version: string): object {
  const failure = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Terreau',
      version,
      description: 'The public content of a territory’s portal: read only, no key needed. Errors are RFC 9457 problem details.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: API_PREFIX }],
    paths: Object.fromEntries(
      routes.map((route) => [
        route.path.replace(/:(\w+)/g, '{$1}'),
        {
          get: {
            summary: route.summary,
            operationId: route.path
              .replace(/[/:]+(\w)/g, (_, letter: string) => letter.toUpperCase())
              .replace(/^./, (letter) => letter.toLowerCase()),
            parameters: [
              ...parameters(route.params, 'path'),
              ...parameters(route.query, 'query'),
              ...(route.withoutTerritory ? [] : [territoryParameter]),
            ],
            responses: {
              200: { description: 'OK', content: { 'application/json': { schema: jsonSchema(route.response, 'output') } } },
              400: failure('A parameter has a value that cannot be used.'),
              ...(route.params ? { 404: failure('There is no such thing, or no longer.') } : {}),
              503: failure('Overloaded or under maintenance: see Retry-After.'),
            },
          },
        },
      ]),
    ),
    components: { schemas: { Problem: jsonSchema(problem, 'output') } },
  };
}
