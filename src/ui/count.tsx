export interface CountProps {
  /** What is seen: « 12 ». */
  value: string;
  /** What is read out: « 12 demandes à traiter ». */
  label: string;
}

/** How many wait there, at the end of a link. */
export function Count({ value, label }: CountProps) {
  return (
    <span class="count">
      <span aria-hidden="true">{value}</span>
      <span class="visually-hidden">, {label}</span>
    </span>
  );
}
