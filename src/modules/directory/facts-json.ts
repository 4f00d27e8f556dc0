/** Facts, or a part of them, as JSON text: amounts become text. */
export function toFactsJson(facts: object): string {
  return JSON.stringify(facts, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** Facts as they were given to `toFactsJson`. */
export function fromFactsJson<Facts extends object>(json: unknown): Facts {
  const facts = json as Facts & { price?: { amount: string; currency: string } | null };
  return facts.price ? { ...facts, price: { ...facts.price, amount: BigInt(facts.price.amount) } } : facts;
}
