import { z } from 'zod';
import type { Exporter } from '../module.ts';
import { EXPORTS, exportQuery } from './download.ts';
import type { ApiRoute } from './route.ts';

const problem = z.object({
  status: z.int(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ parameter: z.string(), detail: z.string() })).optional(),
});

export const API_PREFIX = '/api/v1';

/** The page that describes the API to people. */
export const API_PAGE = '/api';

/** What our schemas use of JSON Schema 2020-12. */
export interface Schema {
  type?: string | readonly string[];
  format?: string;
  description?: string;
  default?: unknown;
  enum?: readonly unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: boolean | Schema;
  required?: readonly string[];
}

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: Schema;
}

interface Reply {
  description: string;
  content?: Readonly<Record<string, { schema: Schema | { $ref: string } }>>;
}

interface Operation {
  summary: string;
  operationId: string;
  parameters: readonly Parameter[];
  responses: Readonly<Record<string, Reply>> & { 200: { description: string; content: Readonly<Record<string, { schema: Schema }>> } };
}

export interface OpenApiDocument {
  openapi: string;
  info: object;
  externalDocs: { url: string; description: string };
  servers: readonly { url: string }[];
  paths: Readonly<Record<string, { get: Operation }>>;
  components: object;
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return rest as Schema;
}

function parameters(schema: z.ZodObject | undefined, place: 'query' | 'path'): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input');
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: rest,
  }));
}

const territoryParameter: Parameter = {
  name: 'territory',
  in: 'query',
  required: false,
  description: 'Slug of the territory; without it, the territory of the host.',
  schema: { type: 'string' },
};

/** `/places/:slug` → `placesSlug` */
function operationId(path: string): string {
  return path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^./, (letter) => letter.toLowerCase());
}

/** The OpenAPI 3.1 document of the API, from the schemas that its routes check with. */
export function openApiDocument(
  routes: readonly ApiRoute[],
  version: string,
  exports: readonly Pick<Exporter, 'format' | 'mediaType' | 'rows'>[] = [],
): OpenApiDocument {
  const failure = (description: string): Reply => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Terreau',
      version,
      description:
        'The public content of a territory’s portal: read only, no key needed, from any website (CORS). Errors are RFC 9457 problem details. Each fact names its source in `provenance`, whose licence applies: what comes from OpenStreetMap is © OpenStreetMap contributors, under the ODbL 1.0.',
      // Of the software that answers; the data's licence is each source's.
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    externalDocs: { url: API_PAGE, description: 'The same for people, with examples.' },
    servers: [{ url: API_PREFIX }],
    paths: Object.fromEntries([
      ...routes.map((route): [string, { get: Operation }] => [
        route.path.replace(/:(\w+)/g, '{$1}'),
        {
          get: {
            summary: route.summary,
            operationId: operationId(route.path),
            parameters: [
              ...parameters(route.params, 'path'),
              ...parameters(route.query, 'query'),
              ...(route.withoutTerritory ? [] : [territoryParameter]),
            ],
            responses: {
              200: { description: 'OK', content: { 'application/json': { schema: jsonSchema(route.response, 'output') } } },
              304: { description: 'Not modified since the `ETag` given in `If-None-Match`.' },
              400: failure('A parameter has a value that cannot be used.'),
              ...(route.params ? { 404: failure('There is no such thing, or no longer.') } : {}),
              503: failure('Overloaded or under maintenance: see Retry-After.'),
            },
          },
        },
      ]),
      ...exports.map((exporter): [string, { get: Operation }] => [
        `${EXPORTS}/${exporter.format}`,
        {
          get: {
            summary: `All of the territory’s public data as one file: \`${exporter.format}\`.`,
            operationId: operationId(`${EXPORTS}/${exporter.format}`),
            parameters: [...parameters(exportQuery(exporter), 'query'), territoryParameter],
            responses: {
              200: {
                description: 'The file, made as it is sent: a transfer that breaks off is no whole file.',
                content: { [exporter.mediaType]: { schema: { type: 'string', format: 'binary' } } },
              },
              400: failure('A parameter has a value that cannot be used.'),
              404: failure('The territory has not opened this service.'),
              503: failure('Overloaded or under maintenance: see Retry-After.'),
            },
          },
        },
      ]),
    ]),
    components: { schemas: { Problem: jsonSchema(problem, 'output') } },
  };
}
