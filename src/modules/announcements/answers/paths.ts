import { ownPath } from '../paths.ts';

/** Where an answer is read by the link of a letter. */
export function linkPath(token: string): string {
  return `/reponses/${token}`;
}

/** An answer in the space of who answered; without an id, their list. */
export function answeredPath(id?: string): string {
  return id === undefined ? '/mon-espace/mes-reponses' : `/mon-espace/mes-reponses/${id}`;
}

/** An answer in the space of who publishes; without an id, the list of an announcement. */
export function receivedPath(announcementId: string, id?: string): string {
  return ownPath(announcementId, id === undefined ? '/reponses' : `/reponses/${id}`);
}
