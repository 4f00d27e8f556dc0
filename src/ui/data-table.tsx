import type { ComponentChildren, HTMLAttributes } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../kernel/i18n/locales.ts';
import { type Translate, translator } from '../kernel/i18n/messages.ts';
import { LinkButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { uiMessages } from './messages.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/check-all.ts`. */
      'check-all': HTMLAttributes<HTMLElement>;
    }
  }
}

type UiTranslate = Translate<keyof typeof uiMessages.fr>;
type Direction = 'ascending' | 'descending';

export interface Column<Row> {
  key: string;
  label: string;
  cell(row: Row): ComponentChildren;
  /** What a spreadsheet holds of it, where the cell is more than a text. */
  value?(row: Row): string | number | Temporal.PlainDate | Temporal.PlainDateTime | null;
  /** Figures: one under the other, to the right. */
  isNumeric?: boolean;
  /** Address of the list sorted by this column, and how it is now where it is: the link then turns it round. */
  sort?: { href: string; direction: Direction | null };
}

export interface DataTableProps<Row> {
  /** What is listed, and how much of it: « 12 demandes à traiter ». */
  caption: string;
  locale: Locale;
  /** The first one names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Boxes that belong to the form of this id (`BulkBar`); each sends the row's key under `name`. */
  choice?: { form: string; name: string; label(row: Row): string; isTicked?(row: Row): boolean };
  /** Where the whole list is had as a workbook. */
  file?: string;
  /** Links and buttons at the end of the row. */
  actions?(row: Row): ComponentChildren;
  /** In the table's place where there is no row: an `EmptyState` that says what to do next. */
  empty: ComponentChildren;
}

/** A list for those who work with it all day: sorted by links, chosen by boxes; on a narrow page each row is a card. */
export function DataTable<Row>({ caption, locale, columns, rows, rowKey, choice, file, actions, empty }: DataTableProps<Row>) {
  if (!rows.length) return <>{empty}</>;
  const t = translator(uiMessages, locale);
  const [name, ...others] = columns;
  return (
    <div class="table-frame">
      {file !== undefined && <ExportLink href={file} locale={locale} />}
      <table class="data-table">
        <caption>
          {caption}
          {columns.some(({ sort }) => sort) && <span class="visually-hidden"> {t('ui.table.sortable')}</span>}
        </caption>
        <thead>
          <tr>
            {choice && <ChooseAll t={t} />}
            {columns.map((column) => (
              <ColumnHead key={column.key} column={column} t={t} />
            ))}
            {actions && (
              <th scope="col">
                <span class="visually-hidden">{t('ui.table.actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key}>
                {choice && (
                  <td class="pick">
                    <label>
                      <input type="checkbox" name={choice.name} value={key} form={choice.form} checked={choice.isTicked?.(row) ?? false} />
                      <span class="visually-hidden">{t('ui.table.choose.one', { name: choice.label(row) })}</span>
                    </label>
                  </td>
                )}
                {name && <th scope="row">{name.cell(row)}</th>}
                {others.map((column) => (
                  <td key={column.key} class={column.isNumeric ? 'is-numeric' : undefined} data-label={column.label}>
                    <div>{column.cell(row)}</div>
                  </td>
                ))}
                {actions && (
                  <td class="row-actions">
                    <div>{actions(row)}</div>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Leads to the whole list as a workbook. */
export function ExportLink({ href, locale }: { href: string; locale: Locale }) {
  return (
    <p class="export-link">
      <LinkButton look="quiet" icon="download" href={href}>
        {translator(uiMessages, locale)('ui.table.export')}
      </LinkButton>
    </p>
  );
}

/** Without JavaScript, only the words are there: the boxes are ticked one by one. */
function ChooseAll({ t }: { t: UiTranslate }) {
  return (
    <th scope="col" class="pick">
      <check-all>
        <label>
          <input type="checkbox" />
          <span class="check-all-label">{t('ui.table.choose.all')}</span>
        </label>
      </check-all>
      <span class="visually-hidden">{t('ui.table.choose')}</span>
    </th>
  );
}

const arrows = { ascending: 'arrow-up', descending: 'arrow-down' } as const;

function ColumnHead<Row>({ column, t }: { column: Column<Row>; t: UiTranslate }) {
  const { label, isNumeric, sort } = column;
  return (
    <th scope="col" class={isNumeric ? 'is-numeric' : undefined} aria-sort={sort?.direction ?? undefined}>
      {sort ? (
        <a href={sort.href}>
          {label}
          <span class="visually-hidden">, {t('ui.table.sort')}</span>
          <Icon name={sort.direction ? arrows[sort.direction] : 'chevrons-up-down'} />
        </a>
      ) : (
        label
      )}
    </th>
  );
}
