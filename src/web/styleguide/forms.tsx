import { Checkbox } from '../../ui/checkbox.tsx';
import { CheckboxGroup, RadioGroup } from '../../ui/choices.tsx';
import { Field, TextArea } from '../../ui/field.tsx';
import { Form, SubmitRow } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Part } from './part.tsx';

/** What is asked of people. */
export function FormParts() {
  return (
    <Part title="Formulaire">
      <Form
        action="#formulaire"
        submission={{ name: 'envoi', value: '1' }}
        trap={{ name: 'piege', label: 'Laissez ce champ vide' }}
        problem={{
          title: '3 réponses sont à corriger',
          errors: [
            { id: 'sg-mail', message: 'Écrivez une adresse e-mail complète' },
            { id: 'sg-way', message: 'Choisissez comment nous pouvons vous répondre' },
            { id: 'sg-agree', message: 'Cochez la case pour continuer' },
          ],
        }}
      >
        <Field id="sg-name" name="name" label="Nom du lieu" hint="Tel qu’il est écrit sur la porte." value="Le Perchoir" />
        <Field
          id="sg-mail"
          name="mail"
          label="Courriel"
          error="Écrivez une adresse e-mail complète, comme nom@exemple.fr"
          value="nom@"
          type="email"
        />
        <PasswordField
          id="sg-password"
          name="password"
          autocomplete="new-password"
          locale="fr"
          label="Mot de passe"
          hint="Douze signes au moins."
        />
        <Select
          id="sg-theme"
          name="theme"
          label="Thème"
          value="b"
          options={[
            { value: 'a', label: 'Manger' },
            { value: 'b', label: 'Se loger' },
          ]}
        />
        <RadioGroup
          id="sg-reason"
          name="reason"
          label="Pourquoi refuser cette demande ?"
          hint="La personne le lira tel quel."
          value="other"
          choices={[
            { value: 'elsewhere', label: 'Le lieu n’est pas sur le territoire' },
            { value: 'known', label: 'Ce lieu est déjà dans l’annuaire', hint: 'Le lien vers sa page sera joint.' },
            { value: 'other', label: 'Une autre raison', more: <TextArea id="sg-why" name="why" label="Laquelle ?" rows={3} /> },
          ]}
        />
        <RadioGroup
          id="sg-way"
          name="way"
          label="Comment vous répondre ?"
          error="Choisissez comment nous pouvons vous répondre"
          choices={[
            { value: 'mail', label: 'Par e-mail' },
            { value: 'phone', label: 'Par téléphone', more: <Field id="sg-phone" name="phone" type="tel" label="Votre numéro" /> },
          ]}
        />
        <CheckboxGroup
          id="sg-public"
          name="public"
          label="Pour qui est ce service ?"
          hint="Cochez tout ce qui convient."
          values={['youth']}
          choices={[
            { value: 'all', label: 'Tout le monde' },
            { value: 'youth', label: 'Les jeunes', hint: 'De 16 à 25 ans.' },
            { value: 'elders', label: 'Les personnes âgées' },
          ]}
        />
        <TextArea id="sg-text" name="text" label="Ce qu’on y trouve" hint="Deux ou trois phrases suffisent." />
        <Checkbox id="sg-open" name="open" value="1" label="Prévenez-moi de ce qui change" checked />
        <Checkbox
          id="sg-agree"
          name="agree"
          value="1"
          label="J’ai relu ma demande"
          hint="Vous pourrez encore la corriger."
          error="Cochez la case pour continuer"
        />
        <SubmitRow
          primary={{ label: 'Envoyer ma demande' }}
          secondary={{ label: 'Enregistrer sans envoyer', name: 'draft', value: '1' }}
          cancel={{ label: 'Annuler', href: '#formulaire' }}
        />
      </Form>
    </Part>
  );
}
