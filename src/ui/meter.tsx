interface MeterProps {
  /** What is measured: « Votre page ». */
  label: string;
  /** « complète à 80 % »: says all that the bar shows. */
  words: string;
  /** From 0 to 100. */
  percent: number;
}

/** How much of a whole is there. The bar is drawn for those who see it; the words are for all. */
export function Meter({ label, words, percent }: MeterProps) {
  return (
    <div class="meter">
      <p>
        <b>{label}</b> <span>{words}</span>
      </p>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="meter-ground" width="100" height="4" />
        <rect class="meter-bar" width={Math.min(100, Math.max(0, percent))} height="4" />
      </svg>
    </div>
  );
}
