import type { Visit } from '../kernel/http/visit.ts';
import { themes } from '../modules/directory/index.ts';
import { Breadcrumb } from '../ui/breadcrumb.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Chips } from '../ui/chips.tsx';
import { ContactActions } from '../ui/contact-actions.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { HoursTable } from '../ui/hours-table.tsx';
import { Icon } from '../ui/icon.tsx';
import { iconNames } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { OpenBadge } from '../ui/open-badge.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Monogram, Pattern } from '../ui/pattern.tsx';
import { ProvenanceList } from '../ui/provenance-list.tsx';
import { QrCode } from '../ui/qr.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { Share } from '../ui/share.tsx';
import { CardGrid, Stack } from '../ui/stack.tsx';
import { StatusTag } from '../ui/status-tag.tsx';
import { ThemeBadge, themeClass } from '../ui/theme-badge.tsx';
import { FieldParts } from './styleguide/fields.tsx';
import { FigureParts } from './styleguide/figures.tsx';
import { FormParts } from './styleguide/forms.tsx';
import { JourneyParts } from './styleguide/journey.tsx';
import { Part } from './styleguide/part.tsx';
import { SpaceParts } from './styleguide/space.tsx';

// For those who work on Terreau: its texts are samples, so they stay out of the messages.

const long = 'Association d’entraide pour l’accompagnement des personnes âgées et de leurs proches aidants';

/** Every component in every state, at `/_composants`, outside production. */
export function StyleguideView({ visit }: { visit: Visit }) {
  return (
    <div class="wrap">
      <PageHeader
        kicker="Terreau"
        title="Composants"
        lead="Chaque composant, dans chacun de ses états."
        status={<StatusTag tone="good">À jour</StatusTag>}
        breadcrumb={{ label: 'Exemple de fil au-dessus d’un titre', steps: [{ label: 'Terreau', href: visit.href('/') }] }}
      >
        <LinkButton look="secondary" href="#textes" icon="printer">
          Une action
        </LinkButton>
      </PageHeader>
      <Stack wide>
        <Part title="Textes">
          <Stack>
            <h3>Titre de niveau trois</h3>
            <p class="lead">Un chapeau, pour dire en une phrase de quoi il s’agit.</p>
            <p>
              Un paragraphe avec <a href="#textes">un lien</a> et <strong>un passage important</strong>.
            </p>
            <p class="soft">Un texte secondaire.</p>
          </Stack>
        </Part>
        <Part title="Couleurs">
          <ul class="chip-list">
            {themes.map(({ code, icon }) => (
              <li key={code}>
                <span class={`pill ${themeClass(code)}`}>
                  <Icon name={icon} />
                  {code}
                </span>
              </li>
            ))}
          </ul>
        </Part>
        <Part title="Feuilles et icônes">
          <Stack>
            <div class="chip-list">
              {themes.map(({ code, icon }) => (
                <ThemeBadge key={code} code={code} icon={icon} />
              ))}
            </div>
            <div class="chip-list">
              {themes.map(({ code, icon }) => (
                <ThemeBadge key={code} code={code} icon={icon} strong />
              ))}
            </div>
            <div class="chip-list">
              <ThemeBadge code="food" icon="utensils" strong large />
              <Monogram name={visit.territory.name} />
            </div>
            <div class="chip-list">
              {iconNames.map((name) => (
                <Icon key={name} name={name} />
              ))}
            </div>
          </Stack>
        </Part>
        <Part title="Motif du territoire">
          <div class="greeting">
            <Pattern seed={visit.territory.slug} columns={16} rows={3} />
          </div>
        </Part>
        <Part title="Boutons">
          <div class="button-row">
            <Button>Envoyer ma demande</Button>
            <Button icon="search">Rechercher</Button>
            <Button look="secondary">Revenir</Button>
            <Button look="quiet">Annuler</Button>
            <Button disabled>Envoyer</Button>
            <LinkButton href="#boutons" icon="phone">
              Appeler
            </LinkButton>
          </div>
        </Part>
        <Part title="Recherche">
          <SearchForm action={visit.href('/annuaire')} id="sg-q" label="Que cherchez-vous ?" button="Rechercher" value="vélo" />
        </Part>
        <FormParts />
        <FieldParts />
        <JourneyParts />
        <Part title="Filtres choisis">
          <Chips
            label="Filtres choisis"
            chips={[
              { label: 'Manger', href: '#filtres-a', removeLabel: 'Retirer le filtre : Manger' },
              { label: long, href: '#filtres-b', removeLabel: `Retirer le filtre : ${long}` },
            ]}
          />
        </Part>
        <Part title="Messages">
          <Stack>
            <Notice title="Bon à savoir">
              <p>Une information utile, sans urgence.</p>
            </Notice>
            <Notice tone="good" title="C’est enregistré">
              <p>Voici ce qui se passe maintenant.</p>
            </Notice>
            <Notice tone="careful">
              <p>
                Vérifiez avant de vous déplacer, ou <a href="#messages">appelez</a>.
              </p>
            </Notice>
            <Notice tone="problem" title="Ce lieu est fermé définitivement">
              <p>Sa page reste pour mémoire.</p>
            </Notice>
          </Stack>
        </Part>
        <Part title="Ouverture">
          <Stack>
            <OpenBadge state="open" text="Ouvert, ferme à 18 h" />
            <OpenBadge state="closed" text="Fermé, ouvre demain à 9 h" />
            <OpenBadge state="uncertain" text="Jour férié : horaires à vérifier" />
          </Stack>
        </Part>
        <Part title="Cartes">
          <CardGrid>
            <li>
              <Card
                href="#cartes"
                title="Le Perchoir"
                level={3}
                badge={<ThemeBadge code="leisure" icon="users" />}
                kicker="Café associatif"
                status={<OpenBadge state="open" text="Ouvert, ferme à 18 h" />}
              >
                <p class="card-meta">
                  <b>à 350 m</b>
                  <span>3 rue des Lilas, Valombre</span>
                </p>
              </Card>
            </li>
            <li>
              <Card href="#cartes-2" title={long} level={3} badge={<ThemeBadge code="disability-age" icon="accessibility" />} />
            </li>
            <li>
              <Card href="#cartes-3" title="Sans badge" level={3} kicker="Lieu" />
            </li>
          </CardGrid>
        </Part>
        <Part title="Actions">
          <ContactActions
            label="Que faire maintenant"
            actions={[
              { icon: 'phone', label: 'Appeler le 04 76 00 00 00', href: 'tel:+33476000000' },
              { icon: 'navigation', label: 'Y aller', href: '#actions' },
              { icon: 'mail', label: 'Écrire un message', href: 'mailto:accueil@valombre.example' },
            ]}
          />
        </Part>
        <Part title="Horaires">
          <HoursTable
            caption="Horaires des sept jours à venir"
            today="aujourd’hui"
            closed="Fermé"
            rows={[
              { key: '1', day: 'mardi', isToday: true, ranges: ['9 h – 12 h', '14 h – 18 h'] },
              { key: '2', day: 'mercredi 25 décembre', isToday: false, note: 'Jour férié : Noël', ranges: [] },
              { key: '3', day: 'jeudi', isToday: false, ranges: ['9 h – 12 h (sur rendez-vous)'] },
            ]}
          />
        </Part>
        <Part title="Définitions et provenance">
          <Stack>
            <DefinitionList
              items={[
                { term: 'Téléphone', description: '04 76 00 00 00' },
                { term: 'Adresse', description: '12 rue de la Fontaine, 38999 Valombre' },
              ]}
            />
            <ProvenanceList
              items={[
                {
                  key: 'a',
                  source: 'OpenStreetMap',
                  url: 'https://www.openstreetmap.org',
                  licence: 'ODbL',
                  detail: 'Nom et adresse, à jour au mardi 3 mars 2026',
                },
                { key: 'b', source: 'Maison des habitants', url: null, licence: null, detail: 'Horaires, à jour au lundi 2 mars 2026' },
              ]}
            />
          </Stack>
        </Part>
        <Part title="Partager">
          <Stack>
            <QrCode text={`${visit.origin}/lieux/exemple`} title="Code à scanner : l’adresse de cette page" />
            <Share
              title="L’Épicerie du Lavoir"
              url={`${visit.origin}/lieux/exemple`}
              words={{
                label: 'Partager cette page',
                whatsapp: 'WhatsApp',
                email: 'Courriel',
                sms: 'SMS',
                share: 'Partager autrement',
                copy: 'Copier l’adresse',
                copied: 'L’adresse est copiée.',
                failed: 'Cela n’a pas été possible. Copiez l’adresse depuis la barre du navigateur.',
              }}
            />
          </Stack>
        </Part>
        <Part title="Rien à montrer">
          <EmptyState title="Rien trouvé pour cette recherche" level={3}>
            <p>Essayez un mot plus simple.</p>
          </EmptyState>
        </Part>
        <Part title="Se repérer">
          <Breadcrumb
            label="Exemple de fil d’Ariane"
            steps={[
              { label: 'Annuaire', href: '#se-reperer' },
              { label: 'Manger', href: '#se-reperer-2' },
            ]}
          />
          <Pagination
            label="Exemple de pages"
            next={{ href: '#suite', label: 'Voir la suite' }}
            first={{ href: '#debut', label: 'Revenir au début' }}
          />
        </Part>
        <SpaceParts />
        <FigureParts />
      </Stack>
    </div>
  );
}
