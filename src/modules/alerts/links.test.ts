import { describe, expect, it } from 'vitest';
import { isId, newId } from '../../kernel/ids.ts';
import { confirmPath, readConfirmToken, readerOf, readerPath, readReaderToken } from './links.ts';

const [territory, alert] = [newId(), newId()];
const reader = readerOf(territory, 'nom@exemple.fr');
const end = (path: string) => path.split('/').at(-1) ?? '';

it('an address is known by an id of each territory, whatever its spelling', () => {
  expect(isId(reader)).toBe(true);
  expect(readerOf(territory, ' Nom@Exemple.FR')).toBe(reader);
  expect(readerOf(newId(), 'nom@exemple.fr')).not.toBe(reader);
  expect(readerOf(territory, 'autre@exemple.fr')).not.toBe(reader);
});

describe('a link', () => {
  const ofReader = end(readerPath('secret', territory, reader));
  const ofConfirm = end(confirmPath('secret', territory, reader, alert));

  it('says whose alerts it leads to, also by a secret that was replaced', () => {
    expect(readReaderToken(['secret'], territory, ofReader)).toBe(reader);
    expect(readReaderToken(['new', 'secret'], territory, ofReader)).toBe(reader);
    expect(readConfirmToken(['secret'], territory, ofConfirm)).toEqual({ readerId: reader, alertId: alert });
  });

  it('that we did not make, or for something else, says nothing', () => {
    const other = readerOf(territory, 'autre@exemple.fr');
    for (const forged of [ofReader.replace(reader, other), `${ofReader}x`, ofReader.slice(0, -1), '', ofConfirm, `${reader}.`])
      expect(readReaderToken(['secret'], territory, forged)).toBeNull();
    for (const forged of [ofConfirm.replace(alert, newId()), ofConfirm.replace(reader, other), ofReader])
      expect(readConfirmToken(['secret'], territory, forged)).toBeNull();
    expect(readReaderToken(['other'], territory, ofReader)).toBeNull();
    expect(readReaderToken(['secret'], newId(), ofReader)).toBeNull();
    expect(readConfirmToken(['secret'], newId(), ofConfirm)).toBeNull();
  });
});
