import type { Temporal } from 'temporal-polyfill';
import type { Access } from '../access/access.ts';
import type { Kernel } from '../kernel.ts';
import { type ListCell, writeListWorkbook } from '../tables/list-workbook.ts';
import { WORKBOOK_TYPE } from '../tables/workbook.ts';
import { settingsOf } from './page-routes.ts';
import { type PageReply, type PageRoute, pageRoute } from './route.ts';
import type { Visit } from './visit.ts';

/** A column of a list, on screen and in its file. */
interface FileColumn<Row> {
  label: string;
  cell(row: Row): unknown;
  /** What the file says, where the screen shows more than a text. */
  value?(row: Row): ListCell;
}

interface ListFile<Row> {
  /** Of the file, in letters of slugs: `journal`. */
  file: string;
  /** Of the sheet. */
  name: string;
  columns: readonly FileColumn<Row>[];
  /** The rows as the screen lists them. @param cursor `next` of the page before; null: the first. */
  page(cursor: string | null): Promise<{ rows: readonly Row[]; next: string | null }>;
}

/**
 * A list of the portal as a workbook: the columns and rows of its screen, all pages, made as it is sent. Each page is read as
 * its screen reads it, in a unit of its own with what the visitor may see.
 *
 * @throws Error while it is sent, where a column shows more than a text and does not say its value.
 */
export function listFile<Row>(
  { kernel, visit }: { kernel: Kernel; visit: Visit },
  { file, name, columns, page }: ListFile<Row>,
): PageReply {
  const read = (cursor: string | null) => kernel.database.unit(() => page(cursor), settingsOf(visit));
  async function* batches() {
    for (let from: string | null | undefined; from !== null; ) {
      const { rows, next } = await read(from ?? null);
      yield rows.map((row) => columns.map((column) => cellOf(column, row)));
      from = next;
    }
  }
  const today = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  return {
    content: () => writeListWorkbook({ name, columns: columns.map(({ label }) => label), batches: batches() }, visit.now),
    type: WORKBOOK_TYPE,
    download: `${visit.territory.slug}-${file}-${today}.xlsx`,
  };
}

/** A list that is read at once, at an address of its own. */
interface WholeList<Row> extends Omit<ListFile<Row>, 'name' | 'columns' | 'page'> {
  path: string;
  access: Access;
  name(visit: Visit): string;
  columns(visit: Visit): readonly FileColumn<Row>[];
  rows(kernel: Kernel, visit: Visit): Promise<readonly Row[]>;
}

/** The route of a whole list's workbook, see `listFile`. */
export function listFileRoute<Row>({ path, access, file, name, columns, rows }: WholeList<Row>): PageRoute {
  return pageRoute({
    path,
    access,
    async handle({ kernel, visit }) {
      const page = async () => ({ rows: await rows(kernel, visit), next: null });
      return listFile({ kernel, visit }, { file, name: name(visit), columns: columns(visit), page });
    },
  });
}

/** A moment in the territory's zone, for a cell. */
export function momentCell<Moment extends Temporal.Instant | null>(
  { territory }: Pick<Visit, 'territory'>,
  at: Moment,
): Temporal.PlainDateTime | (Moment & null) {
  return at === null ? (at as Moment & null) : at.toZonedDateTimeISO(territory.timeZone).toPlainDateTime();
}

function cellOf<Row>(column: FileColumn<Row>, row: Row): ListCell {
  if (column.value) return column.value(row);
  const cell = column.cell(row);
  if (typeof cell === 'string' || typeof cell === 'number') return cell;
  if (cell === null || cell === undefined || cell === false) return null;
  throw new Error(`The column « ${column.label} » says no value for a file.`);
}
