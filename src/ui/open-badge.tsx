/** The dot's shape says it too: full, hollow or half, so that colour is never alone. */
export function OpenBadge({ state, text }: { state: 'open' | 'closed' | 'uncertain'; text: string }) {
  return <p class={`open-badge is-${state}`}>{text}</p>;
}
