import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Select } from '../../../../ui/select.tsx';
import { serviceStates, subjectStates } from '../../states.ts';
import { spaceMessages } from '../messages.ts';
import { spacePath } from '../paths.ts';
import type { KeptPage, Space } from '../view-models.ts';
import { SpaceFrame, spaceWords } from './frame.tsx';

/** Closing a page for good, opening it again, or saying that it has moved. */
export function StateView({ space, page, form = emptyForm, visit }: { space: Space; page: KeptPage; form?: FormState; visit: Visit }) {
  const t = spaceWords(visit);
  const [organisation] = space.pages;
  const path = spacePath(organisation.id, `/pages/${page.id}/etat`);
  const words = formWords(visit, form, spaceMessages, { action: path });
  const events = (['close', 'move', 'reopen'] as const).filter((event) =>
    page.subject === 'service'
      ? event !== 'move' && serviceStates.next(page.state as 'published' | 'closed', event)
      : subjectStates.next(page.state, event),
  );
  const others = space.pages.filter(({ subject, id, state }) => subject === 'place' && id !== page.id && state === 'published');
  return (
    <SpaceFrame
      space={space}
      tab="overview"
      title={t('directory.space.state.title', { name: page.name })}
      lead={t('directory.space.state.lead')}
      visit={visit}
    >
      <Form {...words.props}>
        <RadioGroup
          id="event"
          name="event"
          label={t('directory.space.state.event')}
          value={typed(form, 'event')}
          choices={events.map((event) => ({
            value: event,
            label: t(`directory.space.state.event.${event}`),
            hint: t(`directory.space.state.event.${event}.hint`),
            ...(event === 'move' &&
              page.subject === 'place' &&
              others.length > 0 && {
                more: (
                  <Select
                    id="to"
                    name="to"
                    label={t('directory.space.state.to')}
                    value={typed(form, 'to')}
                    options={[
                      { value: '', label: t('directory.space.state.to.unknown') },
                      ...others.map(({ id, name }) => ({ value: id, label: name })),
                    ]}
                  />
                ),
              }),
          }))}
          {...words.wrong('event')}
        />
        <Field
          id="reason"
          name="reason"
          label={t('directory.space.state.reason')}
          hint={t('directory.space.state.reason.hint')}
          value={typed(form, 'reason')}
          {...words.wrong('reason')}
        />
        <SubmitRow
          primary={{ label: t('directory.space.state.submit') }}
          cancel={{ label: t('directory.space.cancel'), href: visit.href(spacePath(organisation.id)) }}
        />
      </Form>
    </SpaceFrame>
  );
}
