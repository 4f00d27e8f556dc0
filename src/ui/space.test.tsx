import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { initials } from './avatar.tsx';
import { ConfirmPanel } from './confirm-panel.tsx';
import { Diff } from './diff.tsx';
import { Space } from './side-nav.tsx';
import { Steps } from './steps.tsx';

it.each([
  ['Inès Moreau', 'IM'],
  ['Inès de la Tour', 'IT'],
  ['Jean-Pierre d’Ormesson', 'JO'],
  ['  Karim ', 'K'],
  ['', ''],
  ['𝒜lice Élan', '𝒜É'],
])('« %s » is called by « %s »', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

it('a space says which of its pages this is, and how many wait, once to each reader', () => {
  const html = renderToString(
    <Space
      nav={{
        label: 'Gestion',
        sections: [
          { entries: [{ href: '/gestion', label: 'Aujourd’hui', current: 'page', count: { value: '12', label: '12 à traiter' } }] },
          { title: 'Territoire', entries: [{ href: '/gestion/equipes', label: 'Équipes' }] },
        ],
      }}
    >
      <h1>Aujourd’hui</h1>
    </Space>,
  );
  expect(html).toContain('<nav class="side-nav" aria-label="Gestion">');
  expect(html.match(/aria-current/g)).toHaveLength(1);
  expect(html).toContain('<span aria-hidden="true">12</span><span class="visually-hidden">, 12 à traiter</span>');
  expect(html).toContain('<ul aria-label="Territoire">');
  expect(html.indexOf('</nav>')).toBeLessThan(html.indexOf('<h1>'));
});

it('steps say where one is in words, and which are done', () => {
  const html = renderToString(<Steps locale="fr" steps={['Lieu', 'Horaires', 'Relire']} current={2} />);
  expect(html).toContain('Étape 2 sur 3');
  expect(html.match(/<li[^>]*aria-current="step">Horaires/g)).toHaveLength(1);
  expect(html.match(/, fait/g)).toHaveLength(1);
});

describe('what changes', () => {
  const html = renderToString(
    <Diff
      caption="Deux champs"
      locale="fr"
      fields={[
        { label: 'Adresse', from: '3 rue des Lilas', to: '5 rue des Lilas' },
        { label: 'Site', from: null, to: 'https://exemple.fr' },
      ]}
    />,
  );

  it('is said field by field, before then after, with what differs alone struck out or underlined', () => {
    expect(html).toContain(
      '<th scope="row">Adresse</th><td data-label="Avant"><div><del>3</del> rue des Lilas</div></td><td data-label="Après"><div><ins>5</ins> rue des Lilas</div></td>',
    );
  });

  it('says in words that there was nothing', () => {
    expect(html).toContain('<td data-label="Avant"><div><em>rien</em></div></td>');
  });
});

it('what cannot be undone is said before the box, and the box comes before the button', () => {
  const html = renderToString(
    <ConfirmPanel
      title="Supprimer ?"
      losses={['Les photos sont effacées.']}
      form={{ action: '/supprimer', submission: { name: 'envoi', value: '1' } }}
      box={{ id: 'sure', name: 'sure', label: 'J’ai compris', error: 'Cochez la case' }}
      button="Supprimer"
      cancel={{ label: 'Garder', href: '/' }}
    />,
  );
  const places = ['Les photos', 'id="sure"', 'Cochez la case', 'button-danger', 'Garder'].map((words) => html.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});
