import type { SubjectName } from '../facts.ts';

/** How a field of a form of facts is filled in. */
export type FieldLook = 'text' | 'email' | 'tel' | 'url' | 'area' | 'one' | 'several' | 'box' | 'hours' | 'money';

export interface EditField {
  /** As `facts-input.ts` names it. */
  name: string;
  look: FieldLook;
}

export interface EditSection {
  name: 'what' | 'where' | 'when' | 'reach' | 'whom' | 'how' | 'more';
  fields: readonly EditField[];
  /** Folded at first: what few pages need. */
  isFolded?: true;
}

const reach = [
  { name: 'phone', look: 'tel' },
  { name: 'email', look: 'email' },
] as const;
const website = { name: 'website', look: 'url' } as const;
const where = [
  { name: 'street', look: 'text' },
  { name: 'addressComplement', look: 'text' },
  { name: 'postcode', look: 'text' },
  { name: 'locality', look: 'text' },
  { name: 'isAddressConfidential', look: 'box' },
] as const;
const what = [
  { name: 'name', look: 'text' },
  { name: 'description', look: 'area' },
] as const;
const kinds = { name: 'kinds', look: 'several' } as const;
const hours = { name: 'openingHours', look: 'hours' } as const;
const languages = { name: 'languages', look: 'several' } as const;

/** The form of each sort of page, in the order of what helps a visitor most. */
export const editSections: Readonly<Record<SubjectName, readonly EditSection[]>> = {
  organisation: [
    { name: 'what', fields: what },
    { name: 'reach', fields: [...reach, website] },
    { name: 'more', fields: [kinds], isFolded: true },
    {
      name: 'how',
      fields: [{ name: 'alternateNames', look: 'area' }, { name: 'legalForm', look: 'one' }, languages],
      isFolded: true,
    },
  ],
  place: [
    { name: 'what', fields: what },
    { name: 'when', fields: [hours] },
    { name: 'where', fields: [...where, { name: 'wheelchair', look: 'one' }] },
    { name: 'reach', fields: [...reach, website] },
    { name: 'more', fields: [kinds], isFolded: true },
    { name: 'how', fields: [{ name: 'alternateNames', look: 'area' }, languages], isFolded: true },
  ],
  service: [
    { name: 'what', fields: [...what, { name: 'type', look: 'one' }] },
    {
      name: 'whom',
      fields: [
        { name: 'fee', look: 'one' },
        { name: 'price', look: 'money' },
        { name: 'feeDetails', look: 'area' },
        { name: 'publics', look: 'several' },
        { name: 'publicsDetails', look: 'area' },
        { name: 'accessConditions', look: 'area' },
      ],
    },
    { name: 'reach', fields: reach },
    { name: 'when', fields: [hours] },
    {
      name: 'how',
      fields: [
        { name: 'receptionModes', look: 'several' },
        { name: 'referralModes', look: 'several' },
        { name: 'referralUrl', look: 'url' },
        { name: 'referralDetails', look: 'area' },
        languages,
      ],
      isFolded: true,
    },
    { name: 'where', fields: where, isFolded: true },
    { name: 'more', fields: [{ name: 'themes', look: 'several' }], isFolded: true },
  ],
};

/** Names of the fields that a form has: what is not among them is left as it is. */
export function editFieldNames(subject: SubjectName): string[] {
  return editSections[subject].flatMap(({ fields }) => fields.map(({ name }) => name));
}
