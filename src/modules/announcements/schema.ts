import type { DemandLeaf, JobPostingLeaf, OfferLeaf } from 'schema-dts';
import { type Facts, numberOf } from './kinds/kind.ts';

// What several kinds are to search engines (https://schema.org, and what Google asks of a JobPosting).

/** `FULL_TIME`, `PART_TIME` and how long, as Google reads them. */
export function employmentType(facts: Facts): string[] {
  return [facts['workTime'] === 'part' ? 'PART_TIME' : 'FULL_TIME', ...(facts['contract'] === 'permanent' ? [] : ['TEMPORARY'])];
}

const unitTexts = { hour: 'HOUR', month: 'MONTH', year: 'YEAR' } as const;

/** Minor units as schema.org writes an amount; both currencies have a hundred. */
function amount(minor: number): number {
  return minor / 100;
}

export function salary(facts: Facts, currency: string): Pick<JobPostingLeaf, 'baseSalary'> {
  const [from, to] = [numberOf(facts, 'payFrom'), numberOf(facts, 'payTo')];
  const unit = unitTexts[facts['payPer'] as keyof typeof unitTexts];
  if (from === null || unit === undefined) return {};
  const value = to === null || to === from ? { value: amount(from) } : { minValue: amount(from), maxValue: amount(to) };
  return { baseSalary: { '@type': 'MonetaryAmount', currency, value: { '@type': 'QuantitativeValue', unitText: unit, ...value } } };
}

/** What is given, lent, sold or looked for. @param price name of the fact that says for how much. */
export function offer(facts: Facts, price: string, currency: string): OfferLeaf | DemandLeaf {
  const minor = facts['free'] === true ? 0 : numberOf(facts, price);
  const said = minor === null ? null : { price: amount(minor), priceCurrency: currency };
  // A `Demand` has no price of its own.
  if (facts['offering'] === 'wanted')
    return { '@type': 'Demand', ...(said && { priceSpecification: { '@type': 'PriceSpecification', ...said } }) };
  return { '@type': 'Offer', ...said };
}
