/** A key and what it does, where there is a keyboard. Several keys are pressed together. */
export function KeyHint({ keys, label }: { keys: readonly string[]; label: string }) {
  return (
    <span class="key-hint">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}{' '}
      {label}
    </span>
  );
}
