import { CodeField } from '../../ui/code-field.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form, SubmitRow } from '../../ui/form.tsx';
import { HoursField } from '../../ui/hours-field.tsx';
import { MoneyField } from '../../ui/money-field.tsx';
import { Part } from './part.tsx';

const week: Readonly<Record<string, string>> = {
  'sg-hours.mo.closed': '1',
  'sg-hours.tu.1.from': '09:00',
  'sg-hours.tu.1.to': '12:30',
  'sg-hours.tu.2.from': '14:00',
  'sg-hours.tu.2.to': '18:00',
  'sg-hours.we.1.from': '14:00',
  'sg-hours.we.1.to': '09:00',
};

/** Fields of one kind of answer. */
export function FieldParts() {
  return (
    <Part title="Champs particuliers">
      <Form action="#champs-particuliers" label="Champs particuliers" hasFiles submission={{ name: 'envoi', value: '3' }}>
        <CodeField
          id="sg-code"
          name="code"
          kind="digits"
          label="Code à six chiffres"
          hint="Il vient d’arriver par e-mail."
          value="418 306"
        />
        <CodeField id="sg-letter" name="letter" kind="letters" label="Code de la lettre" error="Recopiez les huit signes de la lettre" />
        <FileField
          id="sg-picture"
          name="picture"
          locale="fr"
          accept="image/jpeg,image/png"
          most={5_000_000}
          label="Une photo du lieu"
          hint="JPEG ou PNG."
        />
        <DateField id="sg-birth" name="birth" locale="fr" isBirthday label="Votre date de naissance" hint="Par exemple 24 11 1984." />
        <DateField
          id="sg-day"
          name="day"
          locale="fr"
          label="Date de signature"
          error="Le mois va de 1 à 12"
          value={{ day: '3', month: '14', year: '2026' }}
          wrong={['month']}
        />
        <MoneyField id="sg-price" name="price" label="Prix par séance" hint="Laissez vide si c’est gratuit." unit="€" value="12,50" />
        <HoursField
          id="sg-hours"
          name="sg-hours"
          locale="fr"
          label="Horaires d’ouverture"
          hint="Laissez vide ce que vous ne savez pas."
          typed={(field) => week[field] ?? ''}
          wrong={(field) => (field === 'sg-hours.we.1.to' ? { error: 'La fin vient après le début' } : {})}
        />
        <CopyField id="sg-link" locale="fr" label="Lien d’invitation" value="https://valombre.example/invitation/7f3k-92ma" />
        <SubmitRow primary={{ label: 'Enregistrer' }} />
      </Form>
    </Part>
  );
}
