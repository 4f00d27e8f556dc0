import type { FormState } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Staying } from '../../privacy/views.tsx';
import { personMessages } from '../messages.ts';
import type { Person } from '../view-models.ts';
import { nameOf, personWords } from './words.ts';

interface PersonDataProps {
  visit: Visit;
  form: FormState;
  person: Person;
  /** What an erasure leaves, in words. */
  staying: readonly string[];
}

/** What a person without an account may ask of the agents: all that is kept about them, and to be erased. */
export function PersonDataView({ visit, form, person, staying }: PersonDataProps) {
  const t = personWords(visit);
  const path = `/gestion/personnes/${person.id}`;
  const words = formWords(visit, form, personMessages, { action: `${path}/effacement` });
  return (
    <>
      <PageHeader kicker={nameOf(person)} title={t('people.data.title')} lead={t('people.data.lead')} />
      <section class="section" aria-labelledby="give">
        <h2 id="give">{t('people.data.give')}</h2>
        <p>{t('people.data.give.body')}</p>
        <LinkButton look="secondary" icon="download" href={visit.href(`${path}/donnees.zip`)}>
          {t('people.data.give.submit')}
        </LinkButton>
      </section>
      <section class="section" aria-labelledby="erase">
        <h2 id="erase">{t('people.data.erase')}</h2>
        <p>{t('people.data.erase.body')}</p>
        <Staying visit={visit} staying={staying} level={3} />
        <Form {...words.props}>
          <Checkbox id="sure" name="sure" value="1" label={t('people.data.erase.sure')} {...words.wrong('sure')} />
          <Button look="danger" icon="trash-2">
            {t('people.data.erase.submit')}
          </Button>
        </Form>
      </section>
    </>
  );
}
