export interface ProvenanceItem {
  key: string;
  source: string;
  url: string | null;
  /** « nom, adresse et horaires, vus le 3 mars 2026 » */
  detail: string;
  licence: string | null;
}

/** Where each fact comes from: a reader can go and check. */
export function ProvenanceList({ items }: { items: readonly ProvenanceItem[] }) {
  return (
    <ul class="provenance">
      {items.map((item) => (
        <li key={item.key}>
          {item.url ? <a href={item.url}>{item.source}</a> : <strong>{item.source}</strong>}{' '}
          <span class="provenance-detail">
            {item.detail}
            {item.licence && <> ({item.licence})</>}
          </span>
        </li>
      ))}
    </ul>
  );
}
