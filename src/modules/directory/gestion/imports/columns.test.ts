import { expect, it } from 'vitest';
import { emptyForm, type FormState } from '../../../../kernel/http/form.ts';
import { columnQuestions, constantQuestions, mappingSent } from './columns.ts';
import type { UploadedTable } from './models.ts';

const allowed = ['name', 'street', 'locality', 'postcode'];
const table: UploadedTable = {
  sheets: [],
  sheet: null,
  // A column may be called as the forms' own fields are.
  columns: [
    { name: 'Nom', samples: ['La Fanfare'] },
    { name: '__proto__', samples: [] },
    { name: 'envoi', samples: ['1'] },
  ],
  mapping: { rows: 'structures', columns: { Nom: ['name', 'street'], envoi: 'siret' }, constants: { locality: 'Valombre', siret: '1' } },
  origin: 'guess',
};
const sent = (values: Record<string, string>): FormState => ({ values, mistakes: [] });
const read = (values: Record<string, string>) => mappingSent(table, 'structures', allowed, sent(values), (field) => field.toUpperCase());

it('asks of each column what it is, as proposed, leaving out what rows of this kind do not have', () => {
  expect(columnQuestions(table, allowed, emptyForm)).toEqual([
    { id: 'column.0', name: 'Nom', samples: ['La Fanfare'], field: 'name' },
    { id: 'column.1', name: '__proto__', samples: [], field: '' },
    { id: 'column.2', name: 'envoi', samples: ['1'], field: '' },
  ]);
  expect(constantQuestions(table, allowed, emptyForm)).toEqual([
    { id: 'constant.0', field: 'locality', value: 'Valombre' },
    { id: 'constant.1', field: '', value: '' },
    { id: 'constant.2', field: '', value: '' },
  ]);
});

it('shows again what was answered', () => {
  const form = sent({ 'column.0': '', 'column.2': 'name', 'constant.0.field': 'postcode', 'constant.0.value': '74' });
  expect(columnQuestions(table, allowed, form).map(({ field }) => field)).toEqual(['', '', 'name']);
  expect(constantQuestions(table, allowed, form)[0]).toMatchObject({ field: 'postcode', value: '74' });
});

it('reads the answers as a mapping', () => {
  expect(
    read({ 'column.0': 'name', 'column.1': '', 'column.2': 'street', 'constant.0.field': 'locality', 'constant.0.value': ' Valombre ' }),
  ).toEqual({ mapping: { rows: 'structures', columns: { Nom: 'name', envoi: 'street' }, constants: { locality: 'Valombre' } } });
  // What no list offers is nothing.
  expect(read({ 'column.0': 'name', 'column.1': 'constructor' })).toEqual({ mapping: { rows: 'structures', columns: { Nom: 'name' } } });
});

it('says what is wrong beside the column that it concerns', () => {
  expect(
    read({
      'column.0': 'street',
      'column.2': 'street',
      'constant.0.field': 'street',
      'constant.0.value': 'x',
      'constant.1.field': 'postcode',
      'constant.1.value': ' ',
    }),
  ).toEqual({
    mistakes: [
      { field: 'column.2', key: 'directory.imports.upload.column.twice', values: { field: 'STREET', other: 'Nom' } },
      { field: 'constant.0.field', key: 'directory.imports.upload.constant.taken', values: { field: 'STREET', other: 'envoi' } },
      { field: 'constant.1.value', key: 'directory.imports.upload.constant.empty' },
      { field: 'columns', key: 'directory.imports.upload.missing', values: { field: 'NAME' } },
    ],
  });
});

it('of services asks for what every service has', () => {
  const { mistakes } = mappingSent(table, 'services', [...allowed, 'description', 'structureId'], sent({ 'column.0': 'name' }), String) as {
    mistakes: { values: object }[];
  };
  expect(mistakes.map(({ values }) => values)).toEqual([{ field: 'description' }, { field: 'structureId' }]);
});
