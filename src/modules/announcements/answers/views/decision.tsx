import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { answerMessages } from '../messages.ts';
import { refusals, seatsOf } from '../rules.ts';
import { answerStates, type Decision as Event } from '../states.ts';
import type { OpenedAnswer } from '../view-models.ts';
import { answerWords } from './words.ts';

interface DecisionProps {
  opened: OpenedAnswer;
  form: FormState;
  visit: Visit;
}

/** What who publishes may decide in the state that the answer is in: a button for each, and the reason of a refusal. */
export function Decision({ opened, form, visit }: DecisionProps) {
  const t = answerWords(visit);
  const { answer, announcement, path } = opened;
  const { state } = answer;
  const can = (event: Event) => answerStates.next(state, event) !== null;
  const buttons = (['accept', 'discuss', 'cancel'] as const).filter(can);
  if (buttons.length === 0) return null;
  const event = typed(form, 'event');
  const words = formWords(visit, event !== '' && event !== 'refuse' ? form : emptyForm, answerMessages, { action: `${path}/decision` });
  const isOver = state === 'refused' || state === 'expired';
  return (
    <section class="section" aria-labelledby="decide">
      <h2 id="decide">{t('announcements.answers.decide')}</h2>
      {can('accept') && seatsOf(announcement) !== null && <p>{t('announcements.answers.decide.seats')}</p>}
      <Form {...words.props}>
        <div class="submit-row">
          {buttons.map((one) => (
            <Button key={one} look={one === 'accept' ? 'primary' : 'secondary'} name="event" value={one}>
              {t(one === 'discuss' && isOver ? 'announcements.answers.decide.again' : `announcements.answers.decide.${one}`)}
            </Button>
          ))}
        </div>
      </Form>
      {can('refuse') && <Refuse path={path} form={event === 'refuse' ? form : emptyForm} visit={visit} />}
    </section>
  );
}

function Refuse({ path, form, visit }: { path: string; form: FormState; visit: Visit }) {
  const t = answerWords(visit);
  const words = formWords(visit, form, answerMessages, { action: `${path}/decision` });
  return (
    <details class="fold" open={form.mistakes.length > 0}>
      <summary>{t('announcements.answers.refuse')}</summary>
      <Form {...words.props}>
        <Hidden name="event" value="refuse" />
        <RadioGroup
          id="refusal"
          name="refusal"
          label={t('announcements.answers.refusal')}
          hint={t('announcements.answers.refusal.hint')}
          value={typed(form, 'refusal')}
          choices={refusals.map((value) => ({ value, label: t(`announcements.answers.refusal.${value}`) }))}
          {...words.wrong('refusal')}
        />
        <TextArea
          id="words"
          name="words"
          rows={3}
          label={t('announcements.answers.refusal.words')}
          hint={t('announcements.answers.refusal.words.hint')}
          value={typed(form, 'words')}
          {...words.wrong('words')}
        />
        <Button look="secondary">{t('announcements.answers.decide.refuse')}</Button>
      </Form>
    </details>
  );
}
