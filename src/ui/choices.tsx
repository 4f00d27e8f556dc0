import type { ComponentChildren } from 'preact';
import { FieldGroup, type FieldProps, FieldWords } from './field.tsx';

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
  /** What is asked besides, once this is chosen. Without styles or on an older browser, it is always there. */
  more?: ComponentChildren;
}

interface ChoicesProps extends FieldProps {
  choices: readonly Choice[];
  isHeading?: boolean;
}

/** One answer of a few; from eight on, a `Select` is shorter. The first control has the group's id. */
export function RadioGroup({ value, ...props }: ChoicesProps & { value?: string | undefined }) {
  return <Choices {...props} type="radio" values={value === undefined ? [] : [value]} />;
}

/** Any number of answers, all sent under one name. The first control has the group's id. */
export function CheckboxGroup({ values, ...props }: ChoicesProps & { values: readonly string[] }) {
  return <Choices {...props} type="checkbox" values={values} />;
}

function Choices({ choices, type, values, ...props }: ChoicesProps & { type: 'radio' | 'checkbox'; values: readonly string[] }) {
  return (
    <FieldGroup {...props}>
      {choices.map(({ value, label, hint, more }, index) => {
        const id = index === 0 ? props.id : `${props.id}-${index + 1}`;
        return (
          <div class="check" key={value}>
            <input
              id={id}
              name={props.name}
              type={type}
              value={value}
              checked={values.includes(value)}
              aria-describedby={hint && `${id}-choice-hint`}
            />
            <label for={id}>{label}</label>
            <FieldWords id={`${id}-choice`} hint={hint} />
            {more && <div class="check-more">{more}</div>}
          </div>
        );
      })}
    </FieldGroup>
  );
}
