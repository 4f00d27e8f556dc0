import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Checkbox } from './checkbox.tsx';
import { CheckboxGroup, RadioGroup } from './choices.tsx';
import { Field, TextArea } from './field.tsx';
import { Form } from './form.tsx';
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
    expect(described).toBe('f-hint f-error');
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
