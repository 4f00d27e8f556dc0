import type { FactsOf, SubjectName } from '../facts.ts';
import { organisationSubject } from './organisation.ts';
import { placeSubject } from './place.ts';
import { serviceSubject } from './service.ts';
import type { Subject } from './subject.ts';

const subjects: { readonly [Name in SubjectName]: Subject<FactsOf[Name]> } = {
  organisation: organisationSubject,
  place: placeSubject,
  service: serviceSubject,
};

/** How one kind of subject is kept. */
export function subjectNamed<Name extends SubjectName>(name: Name): Subject<FactsOf[Name]> {
  return subjects[name];
}
