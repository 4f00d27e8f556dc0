import { Icon } from './icon.tsx';

export interface FieldError {
  /** Id of the field; of a group, that of its first control. */
  id: string;
  /** What to do, as it is said beside the field. */
  message: string;
  /** Where it is put right, other than in the field. */
  href?: string;
}

/** What is to be corrected, each line leading to its field. Comes first in the page's main part. */
export function ErrorSummary({ title, errors }: { title: string; errors: readonly FieldError[] }) {
  return (
    <section class="notice notice-problem error-summary" aria-labelledby="error-summary" role="alert" tabIndex={-1}>
      <Icon name="triangle-alert" />
      <div>
        <h2 class="notice-title" id="error-summary">
          {title}
        </h2>
        <ul class="plain-list">
          {errors.map((error) => (
            <li key={error.id}>
              <a href={error.href ?? `#${error.id}`}>{error.message}</a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
