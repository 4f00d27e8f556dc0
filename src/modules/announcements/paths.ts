/** The public page of an announcement. `commune`: slug of its territory, where that is not the portal's own. */
export function announcementPath({ slug, commune }: { slug: string; commune: string | null }, page = ''): string {
  return `/annonces/${slug}${page}${commune === null ? '' : `?commune=${commune}`}`;
}

/** Where who publishes it looks after it: `''` its first page, `/modifier`… */
export function ownPath(id: string, page = ''): string {
  return `/mon-espace/annonces/${id}${page}`;
}
