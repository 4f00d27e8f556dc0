import { Callout, NextSteps } from '../../ui/callout.tsx';
import { ConfirmPanel } from '../../ui/confirm-panel.tsx';
import { Steps } from '../../ui/steps.tsx';
import { Part } from './part.tsx';

/** Before, along and after a form. */
export function JourneyParts() {
  return (
    <>
      <Part title="Étapes">
        <Steps locale="fr" current={2} steps={['Le lieu', 'Les horaires', 'Vous joindre', 'Relire et envoyer']} />
      </Part>
      <Part title="À noter">
        <Callout title="Cette page n’a pas été relue depuis six mois" level={3}>
          <p>Si tout est encore juste, un clic suffit.</p>
        </Callout>
      </Part>
      <Part title="Après l’envoi">
        <NextSteps
          locale="fr"
          level={3}
          steps={[
            { what: 'Une personne de la mairie relit votre demande.', when: 'Dans les deux jours ouvrés.' },
            { what: 'Vous recevez sa réponse par e-mail.' },
            { what: 'La page est corrigée.', when: 'Le jour même.' },
          ]}
        >
          <p>
            Besoin d’aide ? <a href="#apres-l-envoi">Appelez l’accueil</a>.
          </p>
        </NextSteps>
      </Part>
      <Part title="Ce qui ne se défait pas">
        <ConfirmPanel
          title="Supprimer la page du Perchoir ?"
          level={3}
          losses={[
            'Ses horaires et ses trois photos sont effacés.',
            'Son adresse ne mène plus nulle part.',
            'Son historique reste pendant un an.',
          ]}
          form={{ action: '#ce-qui-ne-se-defait-pas', label: 'Supprimer la page', submission: { name: 'envoi', value: '4' } }}
          box={{ id: 'sg-sure', name: 'sure', label: 'J’ai compris que cela ne se défait pas' }}
          button="Supprimer la page"
          cancel={{ label: 'Garder la page', href: '#ce-qui-ne-se-defait-pas' }}
        />
      </Part>
    </>
  );
}
