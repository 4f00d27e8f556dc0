import type { OpenApiDocument, Schema } from './openapi.ts';

/** A type in the words of JSON Schema: `string`, `date-time`, `integer`, `object`; `[]` behind for a list. */
export interface ApiType {
  name: string;
  /** What it may be, where that is a closed list. */
  values: readonly string[];
  isNullable: boolean;
  minimum: number | null;
  maximum: number | null;
}

export interface ApiParameter {
  name: string;
  place: 'path' | 'query';
  isRequired: boolean;
  type: ApiType;
  default: string | null;
  description: string | null;
}

/** A field of an answer, by its path: `items[].address.street`; `*` stands for any key. */
export interface ApiField {
  path: string;
  type: ApiType;
  description: string | null;
}

export interface ApiResource {
  operationId: string;
  /** With the prefix and `{name}` parameters: `/api/v1/places/{slug}`. */
  path: string;
  summary: string;
  parameters: readonly ApiParameter[];
  fields: readonly ApiField[];
}

/** What a page says of each resource: read from the document, so that the two cannot differ. */
export function apiReference(document: OpenApiDocument): ApiResource[] {
  const [{ url: prefix } = { url: '' }] = document.servers;
  return Object.entries(document.paths).map(([path, { get }]) => ({
    operationId: get.operationId,
    path: `${prefix}${path}`,
    summary: get.summary,
    parameters: get.parameters.map(({ name, in: place, required, schema, description }) => ({
      name,
      place,
      isRequired: required,
      type: typeOf(schema),
      default: schema.default === undefined ? null : String(schema.default),
      description: description ?? null,
    })),
    // Files have none.
    fields: Object.values(get.responses['200'].content).flatMap(({ schema }) => [...fieldsOf(schema, '')]),
  }));
}

function* fieldsOf(schema: Schema, path: string): Generator<ApiField> {
  const held = withoutNull(schema);
  if (held.items) yield* fieldsOf(held.items, `${path}[]`);
  for (const [name, field] of Object.entries(held.properties ?? {})) {
    const at = path === '' ? name : `${path}.${name}`;
    yield { path: at, type: typeOf(field), description: field.description ?? null };
    yield* fieldsOf(field, at);
  }
  if (typeof held.additionalProperties === 'object') yield* fieldsOf(held.additionalProperties, `${path}.*`);
}

/** The one thing that a schema is when it is not null; itself where there are several. */
function withoutNull(schema: Schema): Schema {
  const choices = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const [only] = choices;
  return only && choices.length === 1 ? only : schema;
}

function typeOf(schema: Schema): ApiType {
  const types = [schema.type ?? []].flat();
  const isNullable = types.includes('null') || (schema.anyOf?.some(({ type }) => type === 'null') ?? false);
  const held = withoutNull(schema);
  if (held !== schema) return { ...typeOf(held), isNullable };
  if (held.items) {
    const { name, values } = typeOf(held.items);
    return { name: `${name}[]`, values, isNullable, minimum: null, maximum: null };
  }
  const several = schema.anyOf?.filter(({ type }) => type !== 'null').map((choice) => typeOf(choice).name);
  return {
    name: several ? [...new Set(several)].join(' | ') : (held.format ?? (types.filter((type) => type !== 'null').join(' | ') || 'any')),
    values: (held.enum ?? (held.const === undefined ? [] : [held.const])).map(String),
    isNullable,
    minimum: bound(held.minimum),
    maximum: bound(held.maximum),
  };
}

/** What JSON can count to is no limit of ours. */
function bound(value: number | undefined): number | null {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value;
}
