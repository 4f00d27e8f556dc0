import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Checkbox } from './checkbox.tsx';
import { CheckboxGroup, RadioGroup } from './choices.tsx';
import { CodeField } from './code-field.tsx';
import { DateField } from './date-field.tsx';
import { Field, TextArea } from './field.tsx';
import { FileField } from './file-field.tsx';
import { Form } from './form.tsx';
import { HoursField } from './hours-field.tsx';
import { MoneyField } from './money-field.tsx';
import { PasswordField } from './password-field.tsx';
import { Select } from './select.tsx';

const said = { id: 'f', name: 'champ', label: 'Question', hint: 'Pour aider.', error: 'À corriger.' };
const options = [
  { value: 'a', label: 'Une' },
  { value: 'b', label: 'Deux', hint: 'Celle-ci.' },
];

const fields: Record<string, VNode> = {
  Field: <Field {...said} />,
  TextArea: <TextArea {...said} />,
  Select: <Select {...said} options={options} />,
  Checkbox: <Checkbox {...said} value="1" />,
  RadioGroup: <RadioGroup {...said} choices={options} />,
  CheckboxGroup: <CheckboxGroup {...said} choices={options} values={[]} />,
  PasswordField: <PasswordField {...said} autocomplete="current-password" locale="fr" />,
  CodeField: <CodeField {...said} kind="digits" />,
  FileField: <FileField {...said} locale="fr" accept="image/png" most={5_000_000} />,
  DateField: <DateField {...said} locale="fr" />,
  MoneyField: <MoneyField {...said} unit="€" />,
};

/** Tags of these names, each as its attributes. */
function tags(html: string, names: string): Record<string, string>[] {
  return [...html.matchAll(new RegExp(`<(?:${names})\\b([^>]*)>`, 'g'))].map(([, text = '']) =>
    Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])),
  );
}

describe.each(Object.entries(fields))('%s', (_, field) => {
  const html = renderToString(field);
  const controls = tags(html, 'input|textarea|select').filter(({ type }) => type !== 'hidden');

  it('gives each control its label', () => {
    const labels = tags(html, 'label').map((label) => label['for']);
    expect(controls.length).toBeGreaterThan(0);
    for (const { id } of controls) expect(labels).toContain(id);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('is found by the summary of errors, which links to its first control', () => {
    expect(controls[0]?.['id']).toBe('f');
  });

  it('says its hint, then its error, in the order in which they are seen', () => {
    const described = tags(html, 'fieldset|input|textarea|select').find((tag) => tag['aria-describedby'])?.['aria-describedby'];
    expect(described).toMatch(/^f-hint f-error\b/);
    const places = ['Question', 'Pour aider.', 'À corriger.'].map((words) => html.indexOf(words));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    for (const control of controls)
      for (const id of (control['aria-describedby'] ?? '').split(' ').filter(Boolean)) expect(html).toContain(`id="${id}"`);
  });
});

describe('choices', () => {
  it('are sent under one name, each with an id of its own, the chosen one checked', () => {
    const radios = tags(renderToString(<RadioGroup id="f" name="champ" label="Question" choices={options} value="b" />), 'input');
    expect(radios.map(({ id, name, value }) => [id, name, value])).toEqual([
      ['f', 'champ', 'a'],
      ['f-2', 'champ', 'b'],
    ]);
    expect(renderToString(<RadioGroup id="f" name="c" label="Q" choices={options} value="b" />)).toMatch(/value="b" checked/);
    expect(renderToString(<RadioGroup id="f" name="c" label="Q" choices={options} />)).not.toContain('checked');
  });
});

describe('Form', () => {
  const errors = [
    { id: 'f', message: 'Écrivez un nom' },
    { id: 'g', message: 'Choisissez un jour' },
  ];
  const form = (
    <Form
      action="/ici"
      submission={{ name: 'envoi', value: 'abc' }}
      trap={{ name: 'site', label: 'Laissez vide' }}
      problem={{ title: '2 réponses sont à corriger', errors }}
    >
      <Field id="f" name="nom" label="Nom" error="Écrivez un nom" />
    </Form>
  );
  const html = renderToString(form);

  it('posts, and leaves the words about mistakes to the server', () => {
    expect(tags(html, 'form')).toEqual([{ class: 'form', method: 'post', action: '/ici' }]);
    expect(html).toContain('novalidate');
    expect(renderToString(<Form {...form.props} hasFiles />)).toContain('enctype="multipart/form-data"');
  });

  it('says first what is to be corrected, each line leading to its field', () => {
    expect(tags(html, 'a').map((link) => link['href'])).toEqual(['#f', '#g']);
    expect(html.indexOf('href="#f"')).toBeLessThan(html.indexOf('id="f"'));
    expect(renderToString(<Form {...form.props} problem={undefined} />)).not.toContain('role="alert"');
  });

  it('says which form it is, and hides its trap from people, however they read', () => {
    expect(tags(html, 'input').filter(({ type }) => type === 'hidden')).toEqual([{ type: 'hidden', name: 'envoi', value: 'abc' }]);
    expect(html).toMatch(
      /<p class="visually-hidden" aria-hidden="true">.*<input id="site-trap" name="site" tabindex="-1" autocomplete="off"/,
    );
  });
});

it('a password is never written back', () => {
  const html = renderToString(<PasswordField id="p" name="p" label="Mot de passe" autocomplete="new-password" locale="fr" />);
  expect(html).toContain('autocomplete="new-password"');
  expect(tags(html, 'input')[0]).not.toHaveProperty('value');
});

it('a file says how much it may weigh, after its own hint', () => {
  const html = renderToString(<FileField id="f" name="f" locale="fr" accept=".csv" most={2_500_000} label="Liste" hint="En CSV." />);
  expect(html).toContain('<p class="hint" id="f-hint">En CSV. 2,5\u00a0Mo au plus.</p>');
});

it('an amount is read out with its currency', () => {
  expect(tags(renderToString(<MoneyField id="f" name="f" label="Prix" unit="CHF" />), 'input')[0]?.['aria-describedby']).toBe('f-unit');
});

it('a date shows which of its parts is wrong', () => {
  const date = <DateField {...said} locale="fr" value={{ month: '14' }} wrong={['month']} isBirthday />;
  expect(tags(renderToString(date), 'input').map((tag) => [tag['name'], tag['value'], tag['autocomplete'], tag['aria-invalid']])).toEqual([
    ['champ.day', undefined, 'bday-day', undefined],
    ['champ.month', '14', 'bday-month', 'true'],
    ['champ.year', undefined, 'bday-year', undefined],
  ]);
});

describe('hours of a week', () => {
  const html = renderToString(
    <HoursField
      id="heures"
      name="heures"
      locale="fr"
      label="Horaires"
      typed={(field) => ({ 'heures.tu.1.from': '09:00', 'heures.su.closed': '1' })[field] ?? ''}
      wrong={(field) => (field === 'heures.tu.1.to' ? { error: 'À quelle heure ?' } : {})}
    />,
  );
  const inputs = tags(html, 'input');

  it('have two ranges a day, each control with the id that mistakes are told by, and its label', () => {
    expect(inputs).toHaveLength(7 * 5);
    expect(inputs.slice(0, 5).map(({ name }) => name)).toEqual([
      'heures.mo.1.from',
      'heures.mo.1.to',
      'heures.mo.2.from',
      'heures.mo.2.to',
      'heures.mo.closed',
    ]);
    for (const { id, name } of inputs) expect(id).toBe(name);
    expect(tags(html, 'label').map((label) => label['for'])).toEqual(inputs.map(({ id }) => id));
  });

  it('keep what was typed, and say what is wrong in its day', () => {
    expect(inputs.filter(({ value, type }) => type === 'time' && value).map(({ name, value }) => [name, value])).toEqual([
      ['heures.tu.1.from', '09:00'],
    ]);
    expect(html.match(/name="heures\.\w\w\.closed" type="checkbox" value="1" checked/g)).toEqual([
      'name="heures.su.closed" type="checkbox" value="1" checked',
    ]);
    expect(inputs.filter((tag) => tag['aria-invalid']).map(({ name }) => name)).toEqual(['heures.tu.1.to']);
    expect(html).toMatch(/<fieldset class="day field-wrong" aria-describedby="heures\.tu-error"><legend>Mardi<\/legend>/);
  });

  it('can be led to as a whole', () => {
    expect(html).toMatch(/<fieldset class="field field-group" id="heures" tabindex="-1"/);
  });
});
