import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';

interface SearchFormProps {
  action: string;
  id: string;
  label: string;
  button: string;
  value?: string;
  /** Id of the form itself, for controls that belong to it and stand elsewhere. */
  formId?: string;
  /** Other fields, and links under the box. */
  children?: ComponentChildren;
}

/** One box and its button. `children` stay inside the form: filters are sent with the words. */
export function SearchForm({ action, id, label, button, value, formId, children }: SearchFormProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element « search » is younger than the phones we serve.
    <form class="search" id={formId} action={action} role="search">
      <label class="search-label" for={id}>
        {label}
      </label>
      <div class="search-row">
        <input class="input" id={id} name="q" type="search" value={value} autocomplete="off" enterkeyhint="search" />
        <Button icon="search">{button}</Button>
      </div>
      {children}
    </form>
  );
}
