import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { DataTable, type DataTableProps } from './data-table.tsx';

interface Row {
  id: string;
  name: string;
  views: number;
}

const table: DataTableProps<Row> = {
  caption: '2 pages',
  locale: 'fr',
  columns: [
    { key: 'name', label: 'Page', cell: ({ name }) => name, sort: { href: '?tri=nom', direction: 'ascending' } },
    { key: 'views', label: 'Vues', cell: ({ views }) => views, isNumeric: true, sort: { href: '?tri=vues', direction: null } },
  ],
  rows: [
    { id: '1', name: 'Le Perchoir', views: 12 },
    { id: '2', name: 'Atelier', views: 3 },
  ],
  rowKey: ({ id }) => id,
  empty: <p>Rien</p>,
};

it('names each row by its first column, and each figure by its heading where the row is a card', () => {
  const html = renderToString(<DataTable {...table} />);
  expect(html.match(/<th scope="row">.*?<\/th>/g)).toEqual(['<th scope="row">Le Perchoir</th>', '<th scope="row">Atelier</th>']);
  expect(html.match(/data-label="Vues"/g)).toHaveLength(2);
});

it('says by which column it is sorted, and how, on that one alone', () => {
  const html = renderToString(<DataTable {...table} />);
  expect(html.match(/aria-sort="\w+"/g)).toEqual(['aria-sort="ascending"']);
  expect(html).toMatch(/aria-sort="ascending"><a href="\?tri=nom">Page/);
});

it('sends the rows that are ticked with the form they belong to, each box named by its row', () => {
  const html = renderToString(<DataTable {...table} choice={{ form: 'lot', name: 'page', label: ({ name }) => name }} />);
  expect(html).toContain('<input type="checkbox" name="page" value="2" form="lot"/><span class="visually-hidden">Choisir Atelier</span>');
  // The box that ticks all works by script alone: it is sent nowhere.
  expect(html).toMatch(/<check-all><label><input type="checkbox"\/>/);
});

it('gives its place to what to do next where there is nothing', () => {
  expect(renderToString(<DataTable {...table} rows={[]} />)).toBe('<p>Rien</p>');
});
