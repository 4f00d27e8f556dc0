const NBSP = '\u00a0';

/** `tel:` wants digits and a leading plus only. */
export function phoneHref(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}

/** « 04 76 00 00 00 » in France, « 022 700 00 00 » in Switzerland; from abroad, and any other shape, as it is written. */
export function formatPhone(phone: string, country: string): string {
  const compact = phone.replace(/[\s.\-()]/g, '');
  const french = /^(?:\+33|0)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(compact);
  if (french && country === 'FR') return [`0${french[1]}`, ...french.slice(2)].join(NBSP);
  const swiss = /^(?:\+41|0)(\d\d)(\d{3})(\d\d)(\d\d)$/.exec(compact);
  if (swiss && country === 'CH') return [`0${swiss[1]}`, ...swiss.slice(2)].join(NBSP);
  if (french && compact.startsWith('+')) return ['+33', ...french.slice(1)].join(NBSP);
  if (swiss && compact.startsWith('+')) return ['+41', ...swiss.slice(1)].join(NBSP);
  return phone;
}
