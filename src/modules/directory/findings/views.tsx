import { type FormState, typed } from '../../../kernel/http/form.ts';
import type { FormWords } from '../../../kernel/http/form-words.ts';
import { RadioGroup } from '../../../ui/choices.tsx';

/** One answer of a few, with what each would show. */
export interface Question {
  name: string;
  label: string;
  hint?: string;
  answers: readonly { value: string; label: string; hint?: string }[];
}

/** Questions to which who decides answers one by one. */
export function Questions({ questions, form, wrong }: { questions: readonly Question[]; form: FormState; wrong: FormWords['wrong'] }) {
  return (
    <>
      {questions.map(({ name, label, hint, answers }) => (
        <RadioGroup
          key={name}
          id={name}
          name={name}
          label={label}
          value={typed(form, name) || undefined}
          choices={answers}
          {...(hint !== undefined && { hint })}
          {...wrong(name)}
        />
      ))}
    </>
  );
}
