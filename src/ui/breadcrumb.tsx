/** The way back up. The page itself is not in it: its heading follows. */
export function Breadcrumb({ label, steps }: { label: string; steps: readonly { label: string; href: string }[] }) {
  return (
    <nav class="breadcrumb" aria-label={label}>
      <ol>
        {steps.map((step) => (
          <li key={step.href}>
            <a href={step.href}>{step.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
