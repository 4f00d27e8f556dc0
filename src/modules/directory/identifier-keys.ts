import { type Identifier, identifierSchemes, readIdentifier } from './identifiers.ts';

/** What the valid ones are found by: « siret:35600000000048 ». One that failed its check identifies nothing. */
export function identifierKeys(identifiers: readonly Identifier[]): string[] {
  return [...new Set(identifiers.filter(({ isValid }) => isValid).map(({ scheme, value }) => `${scheme}:${value}`))];
}

/** The keys of numbers of which nobody says what they are. A SIRET is also the SIREN of its structure. */
export function structureKeys(numbers: readonly string[]): string[] {
  return identifierKeys(
    numbers.flatMap((number) => {
      const read = identifierSchemes.map(({ code }) => readIdentifier(code, number));
      const siret = read.find(({ scheme, isValid }) => scheme === 'siret' && isValid);
      return siret ? [...read, readIdentifier('siren', siret.value.slice(0, 9))] : read;
    }),
  );
}
