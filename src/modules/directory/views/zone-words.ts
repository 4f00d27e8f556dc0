import type { Visit } from '../../../kernel/http/visit.ts';
import type { ServicePage } from '../view-models.ts';
import { directoryWords } from './words.ts';

/** A zone that a service serves, in words as far as we know them. */
function zoneWords({ code, name }: ServicePage['eligibilityZones'][number], visit: Visit): string {
  const t = directoryWords(visit);
  const isDepartment = /^(?:\d{2}|2[AB]|97\d|98\d)$/.test(code);
  if (name !== null) return isDepartment ? t('directory.zone.department.named', { name, code }) : name;
  if (code === 'france' || code === '99100') return t('directory.zone.france');
  if (code === '99140') return t('directory.zone.switzerland');
  if (code.startsWith('CH-')) return t('directory.zone.canton', { code: code.slice(3) });
  if (isDepartment) return t('directory.zone.department', { code });
  if (/^\d{9}$/.test(code)) return t('directory.zone.grouping', { code });
  if (/^(?:\d{5}|2[AB]\d{3}|\d{1,4})$/.test(code)) return t('directory.zone.commune', { code });
  return code;
}

/** Past these, a list of communes says less than its length. */
const MOST = 12;

export function zonesWords(zones: ServicePage['eligibilityZones'], visit: Visit): string[] {
  const words = [...new Set(zones.map((zone) => zoneWords(zone, visit)))];
  return words.length > MOST ? [...words.slice(0, MOST), '…'] : words;
}
