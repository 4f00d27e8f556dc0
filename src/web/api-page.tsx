import { type ComponentChildren, Fragment } from 'preact';
import type { ApiField, ApiParameter, ApiResource, ApiType } from '../kernel/http/api-reference.ts';
import { API_PREFIX } from '../kernel/http/openapi.ts';
import type { Visit } from '../kernel/http/visit.ts';
import { type Messages, type Translate, translator } from '../kernel/i18n/messages.ts';
import { LinkButton } from '../ui/button.tsx';
import { apiMessages } from './api-messages.ts';

type ApiTranslate = typeof apiMessages extends Messages<infer Key> ? Translate<Key> : never;

/** A resource, and an address of it that answers something here; null where there is nothing yet. */
export interface DescribedResource extends ApiResource {
  example: string | null;
}

const rules = ['reading', 'cursor', 'territory', 'errors', 'cors', 'etag', 'busy'] as const;

/** Longer lists of values stand once, at the end. */
const SHORT_LIST = 8;

const OSM_LICENCE = 'https://www.openstreetmap.org/copyright';

/** `/api`: the API for people, from the document that describes it to tools. */
export function ApiPageView({ resources, visit }: { resources: readonly DescribedResource[]; visit: Visit }) {
  const t = translator(apiMessages, visit.locale);
  const lists = valueLists(resources);
  // A thing of the town says more than a list of territories.
  const first = resources.find(({ example }) => example?.includes('near=')) ?? resources[0];
  return (
    <div class="wrap reference">
      <div class="page-head">
        <h1>{t('api.title')}</h1>
        <p class="lead">{t('api.lead')}</p>
      </div>
      {first?.example && (
        <section class="section" aria-labelledby="commencer">
          <h2 id="commencer">{t('api.start')}</h2>
          <p>{t('api.start.body')}</p>
          <Example path={first.example} visit={visit} t={t} />
        </section>
      )}
      <nav class="section" aria-labelledby="ressources">
        <h2 id="ressources">{t('api.resources')}</h2>
        <ul class="reference-list">
          {resources.map(({ operationId, path, summary }) => (
            <li key={operationId}>
              <a href={`#${operationId}`}>
                <code>{path}</code>
              </a>{' '}
              <span lang="en">{withCode(summary)}</span>
            </li>
          ))}
        </ul>
        {visit.locale !== 'en' && <p class="soft">{t('api.language')}</p>}
      </nav>
      <section class="section" aria-labelledby="regles">
        <h2 id="regles">{t('api.rules')}</h2>
        <dl>
          {rules.map((rule) => (
            <Fragment key={rule}>
              <dt>{t(`api.rules.${rule}`)}</dt>
              <dd>{t(`api.rules.${rule}.body`)}</dd>
            </Fragment>
          ))}
        </dl>
        <p>
          <a href={`${API_PREFIX}/openapi.json`}>{t('api.openapi')}</a>
        </p>
      </section>
      <section class="section prose" aria-labelledby="licence">
        <h2 id="licence">{t('api.licence')}</h2>
        <p>{t('api.licence.sources')}</p>
        <p>
          {t('api.licence.osm')} <a href={OSM_LICENCE}>{t('api.licence.osm.link')}</a>
        </p>
        <p>{t('api.licence.fresh')}</p>
      </section>
      {resources.map((resource) => (
        <Resource key={resource.operationId} resource={resource} visit={visit} lists={lists} t={t} />
      ))}
      {lists.length > 0 && (
        <section class="section" aria-labelledby="listes">
          <h2 id="listes">{t('api.lists')}</h2>
          {lists.map(({ id, name, values }) => (
            <details key={id} id={id}>
              <summary>{t('api.lists.one', { name, n: values.length })}</summary>
              <Values values={values} />
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

interface ValueList {
  id: string;
  /** Of the first field or parameter that takes them. */
  name: string;
  values: readonly string[];
}

function valueLists(resources: readonly ApiResource[]): ValueList[] {
  const lists = new Map<string, ValueList>();
  for (const { parameters, fields } of resources) {
    const named = [...fields.map(({ path, type }) => ({ name: path.split('.').at(-1) ?? path, type })), ...parameters];
    for (const { name, type } of named) {
      const key = type.values.join();
      if (type.values.length > SHORT_LIST && !lists.has(key)) lists.set(key, { id: `liste-${lists.size + 1}`, name, values: type.values });
    }
  }
  return [...lists.values()];
}

interface ResourceProps {
  resource: DescribedResource;
  visit: Visit;
  lists: readonly ValueList[];
  t: ApiTranslate;
}

function Resource({ resource, visit, lists, t }: ResourceProps) {
  const { operationId, path, summary, parameters, fields, example } = resource;
  return (
    <section class="section" aria-labelledby={operationId}>
      <h2 id={operationId}>
        <code>GET {path}</code>
      </h2>
      <p lang="en">{withCode(summary)}</p>
      {example && (
        <>
          <h3>{t('api.example')}</h3>
          <Example path={example} visit={visit} t={t} />
        </>
      )}
      <h3>{t('api.parameters')}</h3>
      {parameters.length > 0 ? (
        <Table caption={t('api.parameters.caption', { path })} columns={['name', 'type', 'default', 'description']} t={t}>
          {parameters.map((parameter) => (
            <ParameterRow key={parameter.name} parameter={parameter} lists={lists} t={t} />
          ))}
        </Table>
      ) : (
        <p>{t('api.parameters.none')}</p>
      )}
      {fields.length > 0 && (
        <>
          <h3>{t('api.fields')}</h3>
          <Table caption={t('api.fields.caption', { path })} columns={['field', 'type', 'description']} t={t}>
            {fields.map((field) => (
              <FieldRow key={field.path} field={field} lists={lists} t={t} />
            ))}
          </Table>
        </>
      )}
    </section>
  );
}

function Example({ path, visit, t }: { path: string; visit: Visit; t: ApiTranslate }) {
  return (
    <>
      <pre>
        <code>{`curl '${visit.origin}${path}'`}</code>
      </pre>
      <p>
        <LinkButton look="secondary" href={path}>
          {t('api.try', { path })}
        </LinkButton>
      </p>
    </>
  );
}

interface TableProps {
  caption: string;
  columns: readonly ('name' | 'field' | 'type' | 'default' | 'description')[];
  t: ApiTranslate;
  children: ComponentChildren;
}

function Table({ caption, columns, t, children }: TableProps) {
  return (
    <table>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`api.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RowProps {
  lists: readonly ValueList[];
  t: ApiTranslate;
}

function ParameterRow({ parameter, lists, t }: RowProps & { parameter: ApiParameter }) {
  return (
    <tr>
      <th scope="row">
        <code>{parameter.name}</code>
      </th>
      <td>
        <Type type={parameter.type} lists={lists} t={t} />
      </td>
      <td>{parameter.isRequired ? t('api.required') : parameter.default !== null && <code>{parameter.default}</code>}</td>
      <td lang="en">{withCode(parameter.description)}</td>
    </tr>
  );
}

function FieldRow({ field, lists, t }: RowProps & { field: ApiField }) {
  return (
    <tr>
      <th scope="row">
        <code>{field.path}</code>
      </th>
      <td>
        <Type type={field.type} lists={lists} t={t} />
      </td>
      <td lang="en">{withCode(field.description)}</td>
    </tr>
  );
}

function Type({ type, lists, t }: RowProps & { type: ApiType }) {
  const { name, values, isNullable } = type;
  const list = lists.find((each) => each.values.join() === values.join());
  const range = rangeInWords(type, t);
  return (
    <>
      {values.length === 0 && <code>{name}</code>}
      {list && <a href={`#${list.id}`}>{t('api.values', { n: values.length })}</a>}
      {!list && <Values values={values} />}
      {range && <> {range}</>}
      {isNullable && <> {t('api.null')}</>}
    </>
  );
}

function rangeInWords({ minimum, maximum }: ApiType, t: ApiTranslate): string | null {
  if (minimum !== null && maximum !== null) return t('api.range', { minimum, maximum });
  if (minimum !== null) return t('api.from', { minimum });
  return maximum === null ? null : t('api.up-to', { maximum });
}

/** « `next_cursor` of the page before » with its name set as code. */
function withCode(text: string | null): ComponentChildren {
  return text?.split('`').map((part, index) => (index % 2 ? <code key={index}>{part}</code> : part));
}

function Values({ values }: { values: readonly string[] }) {
  return (
    <>
      {values.map((value, index) => (
        <span key={value}>
          {index > 0 && ' · '}
          <code>{value}</code>
        </span>
      ))}
    </>
  );
}
