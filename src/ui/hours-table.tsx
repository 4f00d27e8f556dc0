export interface HoursRow {
  key: string;
  day: string;
  isToday: boolean;
  /** « jour férié : Noël » */
  note?: string | undefined;
  /** « 9 h – 12 h »; empty: closed. */
  ranges: readonly string[];
}

export function HoursTable({
  caption,
  today,
  closed,
  rows,
}: {
  caption: string;
  today: string;
  closed: string;
  rows: readonly HoursRow[];
}) {
  return (
    <table class="hours">
      <caption class="visually-hidden">{caption}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} class={row.isToday ? 'is-today' : undefined}>
            <th scope="row">
              {row.day}
              {row.isToday && <span class="today-mark">, {today}</span>}
              {row.note && <span class="hours-note"> {row.note}</span>}
            </th>
            <td>
              {row.ranges.length ? (
                row.ranges.map((range) => (
                  <span class="hours-range" key={range}>
                    {range}{' '}
                  </span>
                ))
              ) : (
                <span class="is-closed">{closed}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
