import { Avatar } from '../../ui/avatar.tsx';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Diff } from '../../ui/diff.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Select } from '../../ui/select.tsx';
import { Space } from '../../ui/side-nav.tsx';
import { StatusTag, type StatusTone } from '../../ui/status-tag.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { Part } from './part.tsx';

interface Sample {
  id: string;
  name: string;
  kind: string;
  tone: StatusTone;
  state: string;
  since: string;
  views: string;
}

const samples: readonly Sample[] = [
  { id: '1', name: 'Le Perchoir', kind: 'Correction', tone: 'new', state: 'Nouvelle', since: 'il y a 2 heures', views: '1 268' },
  {
    id: '2',
    name: 'Association d’entraide pour l’accompagnement des personnes âgées et de leurs proches aidants',
    kind: 'Revendication de page',
    tone: 'waiting',
    state: 'Réponse attendue',
    since: 'hier',
    views: '84',
  },
  { id: '3', name: 'Atelier vélo', kind: 'Nouvelle structure', tone: 'active', state: 'Prise par Inès', since: 'mardi', views: '7' },
];

const columns: readonly Column<Sample>[] = [
  { key: 'name', label: 'Page', cell: ({ name }) => <a href="#tableau">{name}</a>, sort: { href: '#tri-page', direction: null } },
  { key: 'kind', label: 'Demande', cell: ({ kind }) => kind },
  { key: 'state', label: 'Où elle en est', cell: ({ tone, state }) => <StatusTag tone={tone}>{state}</StatusTag> },
  { key: 'since', label: 'Reçue', cell: ({ since }) => since, sort: { href: '#tri-date', direction: 'descending' } },
  { key: 'views', label: 'Vues', cell: ({ views }) => views, isNumeric: true },
];

/** What agents, and people in their own space, work with. */
export function SpaceParts() {
  return (
    <>
      <Part title="Étiquettes d’état">
        <div class="chip-list">
          <StatusTag tone="new">Nouvelle</StatusTag>
          <StatusTag tone="waiting">Réponse attendue</StatusTag>
          <StatusTag tone="active">Prise par Inès</StatusTag>
          <StatusTag tone="good">Publiée</StatusTag>
          <StatusTag tone="problem">Refusée</StatusTag>
          <StatusTag tone="off">Archivée</StatusTag>
          <StatusTag tone="off" icon="file-text">
            Brouillon
          </StatusTag>
        </div>
      </Part>
      <Part title="Personnes et touches">
        <div class="chip-list">
          <Avatar name="Inès de la Tour" />
          <Avatar name="Karim" />
          <KeyHint keys={['a']} label="Approuver" />
          <KeyHint keys={['Ctrl', 'Entrée']} label="Envoyer" />
        </div>
      </Part>
      <Part title="Espace">
        <SampleSpace />
      </Part>
      <Part title="Liste vide">
        <DataTable
          caption="Aucune demande"
          locale="fr"
          columns={columns}
          rows={[]}
          rowKey={({ id }: Sample) => id}
          empty={
            <EmptyState title="Rien n’attend votre décision" level={3}>
              <p>Les nouvelles demandes arriveront ici.</p>
            </EmptyState>
          }
        />
      </Part>
      <Part title="Ce qui change">
        <Diff
          caption="Trois champs changent"
          locale="fr"
          fields={[
            { label: 'Téléphone', from: null, to: '04 76 00 00 00' },
            {
              label: 'Ce qu’on y trouve',
              from: 'Un café associatif ouvert à tous, avec une bibliothèque et un atelier le lundi soir.',
              to: 'Un café associatif ouvert à tous, avec un atelier le mardi soir.',
            },
            { label: 'Site', from: 'https://le-perchoir-ancienne-adresse.example', to: null },
          ]}
        />
      </Part>
      <Part title="Historique">
        <Timeline
          label="Historique de la page"
          events={[
            {
              key: '3',
              icon: 'circle-check',
              what: 'A approuvé la correction',
              who: 'Inès Moreau, pour Mme Petit',
              when: { at: '2026-11-24T14:00:00+01:00', text: 'mardi 24 novembre 2026, à 14 h' },
              children: (
                <Diff
                  caption="Un champ change"
                  locale="fr"
                  fields={[{ label: 'Adresse', from: '3 rue des Lilas', to: '5 rue des Lilas' }]}
                />
              ),
            },
            {
              key: '2',
              icon: 'message-circle',
              what: 'A demandé une précision',
              who: 'Inès Moreau',
              when: { at: '2026-11-23T09:30:00+01:00', text: 'lundi 23 novembre 2026, à 9 h 30' },
              children: <p>Est-ce le numéro de la porte sur cour ?</p>,
            },
            {
              key: '1',
              what: 'A signalé une erreur',
              who: 'Une personne sans compte',
              when: { at: '2026-11-22T18:00:00+01:00', text: 'dimanche 22 novembre 2026, à 18 h' },
            },
          ]}
        />
      </Part>
    </>
  );
}

function SampleSpace() {
  return (
    <Space
      nav={{
        label: 'Exemple de menu d’un espace',
        sections: [
          {
            entries: [
              {
                href: '#espace',
                label: 'Aujourd’hui',
                icon: 'inbox',
                current: 'page',
                count: { value: '12', label: '12 demandes à traiter' },
              },
              { href: '#espace-2', label: 'Pages à rafraîchir', icon: 'clock', count: { value: '3', label: '3 pages' } },
            ],
          },
          {
            title: 'Territoire',
            entries: [
              { href: '#espace-3', label: 'Personnes et équipes', icon: 'users' },
              { href: '#espace-4', label: 'Chargements de fichiers', icon: 'file-text' },
            ],
          },
        ],
      }}
    >
      <Tabs
        label="Exemple d’onglets"
        tabs={[
          { href: '#espace', label: 'À traiter', isCurrent: true, count: { value: '3', label: '3 demandes' } },
          { href: '#espace-5', label: 'Réponse attendue' },
          { href: '#espace-6', label: 'Terminées' },
        ]}
      />
      <Toolbar action="#espace" label="Filtrer les demandes" button="Filtrer" reset={{ label: 'Tout voir', href: '#espace' }}>
        <Field id="sg-filter-q" name="q" label="Mots" type="search" />
        <Select
          id="sg-filter-kind"
          name="sorte"
          label="Sorte de demande"
          options={[
            { value: '', label: 'Toutes' },
            { value: 'correction', label: 'Corrections' },
          ]}
        />
      </Toolbar>
      <DataTable
        caption="3 demandes à traiter"
        locale="fr"
        columns={columns}
        rows={samples}
        rowKey={({ id }) => id}
        choice={{ form: 'sg-bulk', name: 'item', label: ({ name }) => name }}
        actions={({ name }) => (
          <Button look="secondary" form="sg-bulk" name="take" value={name}>
            Prendre
          </Button>
        )}
        empty={null}
      />
      <Form id="sg-bulk" action="#espace" submission={{ name: 'envoi', value: '2' }}>
        <BulkBar label="Avec les demandes cochées" locale="fr">
          <Select
            id="sg-bulk-to"
            name="to"
            label="Confier à"
            options={[
              { value: '1', label: 'Inès Moreau' },
              { value: '2', label: 'Karim Benali' },
            ]}
          />
          <Button look="secondary" name="assign" value="1">
            Confier
          </Button>
          <Button name="approve" value="1">
            Approuver
          </Button>
        </BulkBar>
      </Form>
    </Space>
  );
}
