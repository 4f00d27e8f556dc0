import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { SearchForm } from '../../../../ui/search-form.tsx';
import { kindOf } from '../../kinds/index.ts';
import type { AnnouncementCard } from '../../models.ts';
import { announcementPath } from '../../paths.ts';
import { proposalMessages } from '../messages.ts';
import type { Proposal } from '../view-models.ts';

interface ProposeProps {
  person: { id: string; name: string };
  /** What the agent looks for. */
  words: string;
  cards: readonly AnnouncementCard[];
  earlier: readonly Proposal[];
  form: FormState;
  visit: Visit;
}

/** « Proposer une annonce » to a person: one of those found, and a word. */
export function ProposeView({ person: { id, name }, words, cards, earlier, form, visit }: ProposeProps) {
  const t = translator(proposalMessages, visit.locale);
  const path = `/gestion/personnes/${id}/annonces`;
  const said = formWords(visit, form, proposalMessages, {
    action: words === '' ? path : `${path}?q=${encodeURIComponent(words)}`,
  });
  return (
    <>
      <PageHeader
        title={t('announcements.proposals.title', { name })}
        lead={t('announcements.proposals.lead')}
        breadcrumb={{
          label: t('announcements.proposals.people'),
          steps: [
            { label: t('announcements.proposals.people'), href: visit.href('/gestion/personnes') },
            { label: name, href: visit.href(`/gestion/personnes/${id}`) },
          ],
        }}
      />
      <SearchForm
        action={visit.href(path)}
        id="q"
        value={words}
        label={t('announcements.proposals.search')}
        button={t('announcements.proposals.search.button')}
      />
      {cards.length === 0 ? (
        <p>{t('announcements.proposals.which.none')}</p>
      ) : (
        <Form {...said.props}>
          <RadioGroup
            id="announcement"
            name="announcement"
            label={t('announcements.proposals.which')}
            value={typed(form, 'announcement')}
            choices={cards.map((card) => ({
              value: card.id,
              label: card.title,
              hint: t('announcements.proposals.from', {
                kind: kindOf(card.kind).label(visit.locale, visit.territory.country),
                publisher: card.publisher,
              }),
            }))}
            {...said.wrong('announcement')}
          />
          <TextArea
            id="words"
            name="words"
            rows={3}
            label={t('announcements.proposals.words')}
            hint={t('announcements.proposals.words.hint')}
            value={typed(form, 'words')}
            {...said.wrong('words')}
          />
          <Button icon="mail">{t('announcements.proposals.send', { name })}</Button>
        </Form>
      )}
      {earlier.length > 0 && (
        <section class="section" aria-labelledby="earlier">
          <h2 id="earlier">{t('announcements.proposals.earlier')}</h2>
          <ul>
            {earlier.map((proposal) => (
              <li key={proposal.id}>
                <a href={visit.href(announcementPath({ slug: proposal.slug, commune: null }))}>{proposal.title}</a>
                {' · '}
                {t('announcements.proposals.earlier.on', {
                  date: formatDateAlone(proposal.at.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate(), visit.locale),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
