import { emptyForm, type FormState } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Form } from '../../../ui/form.tsx';
import { Heading, type HeadingLevel } from '../../../ui/heading.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { accountMessages } from '../accounts/messages.ts';
import { privacyMessages } from './messages.ts';

const messages = { fr: { ...accountMessages.fr, ...privacyMessages.fr }, en: { ...accountMessages.en, ...privacyMessages.en } };

/** How somebody shows that it is them: a password, a sign-in of a moment ago, or neither yet. */
type Proof = 'password' | 'fresh' | 'missing';

interface MyDataProps {
  visit: Visit;
  form: FormState;
  concerns: 'receive' | 'erase';
  proof: Proof;
  /** What an erasure leaves, in words. */
  staying: readonly string[];
}

export function MyDataView({ visit, form, concerns, proof, staying }: MyDataProps) {
  const t = translator(privacyMessages, visit.locale);
  return (
    <>
      <PageHeader title={t('people.privacy.title')} lead={t('people.privacy.lead')} />
      <Receive visit={visit} form={concerns === 'receive' ? form : emptyForm} proof={proof} />
      <Erase visit={visit} form={concerns === 'erase' ? form : emptyForm} proof={proof} staying={staying} />
    </>
  );
}

function Receive({ visit, form, proof }: Pick<MyDataProps, 'visit' | 'form' | 'proof'>) {
  const t = translator(privacyMessages, visit.locale);
  const words = formWords(visit, form, messages, { action: '/mon-compte/donnees', idOf: (field) => `receive-${field}` });
  return (
    <section class="section" aria-labelledby="receive">
      <h2 id="receive">{t('people.privacy.receive')}</h2>
      <p>{t('people.privacy.receive.body')}</p>
      <Form {...words.props}>
        <Password visit={visit} id="receive-password" proof={proof} wrong={words.wrong('password')} />
        <Button icon="download">{t('people.privacy.receive.submit')}</Button>
      </Form>
    </section>
  );
}

function Erase({ visit, form, proof, staying }: Omit<MyDataProps, 'concerns'>) {
  const t = translator(privacyMessages, visit.locale);
  const words = formWords(visit, form, messages, { action: '/mon-compte/donnees/effacement', idOf: (field) => `erase-${field}` });
  const kept = visit.viewer?.structures.filter(({ role }) => role === 'owner').length ?? 0;
  return (
    <section class="section" aria-labelledby="erase">
      <h2 id="erase">{t('people.privacy.erase')}</h2>
      <p>{t('people.privacy.erase.body')}</p>
      {kept > 0 && <Notice tone="careful" title={t('people.privacy.erase.structures', { n: kept })} />}
      <Staying visit={visit} staying={staying} level={3} />
      <Form {...words.props}>
        <Password visit={visit} id="erase-password" proof={proof} wrong={words.wrong('password')} />
        <Checkbox id="erase-sure" name="sure" value="1" label={t('people.privacy.erase.sure')} {...words.wrong('sure')} />
        <Button look="danger" icon="trash-2">
          {t('people.privacy.erase.submit')}
        </Button>
      </Form>
    </section>
  );
}

/** Asks for the password of who has one; who has none signs in once more, and then only presses the button. */
function Password({ visit, id, proof, wrong }: { visit: Visit; id: string; proof: Proof; wrong: { error?: string } }) {
  const t = translator(privacyMessages, visit.locale);
  if (proof === 'fresh') return null;
  if (proof === 'missing') return <p>{t('people.privacy.prove')}</p>;
  return (
    <PasswordField
      locale={visit.locale}
      id={id}
      name="password"
      autocomplete="current-password"
      label={t('people.privacy.receive.password')}
      {...wrong}
    />
  );
}

export function Staying({ visit, staying, level }: { visit: Visit; staying: readonly string[]; level: HeadingLevel }) {
  const t = translator(privacyMessages, visit.locale);
  if (staying.length === 0) return null;
  return (
    <>
      <Heading level={level}>{t('people.privacy.erase.stays')}</Heading>
      <ul>
        {staying.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}

export function ErasedView({ visit, staying }: { visit: Visit; staying: readonly string[] }) {
  const t = translator(privacyMessages, visit.locale);
  return (
    <div class="wrap narrow">
      <PageHeader title={t('people.privacy.done.title')} lead={t('people.privacy.done.body')} />
      <Staying visit={visit} staying={staying} level={2} />
      <LinkButton look="secondary" href={visit.href('/')}>
        {visit.territory.name}
      </LinkButton>
    </div>
  );
}
