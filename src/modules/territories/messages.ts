import { defineMessages } from '../../kernel/i18n/messages.ts';

export const territoriesMessages = defineMessages({
  fr: {
    'territories.list.title': 'Quel territoire cherchez-vous ?',
    'territories.list.lead': 'Cette adresse ne mène à aucun territoire en particulier. Choisissez le vôtre.',
    'territories.list.communes': 'Communes',
    'territories.list.groupings': 'Intercommunalités',
    'territories.list.empty':
      'Aucun territoire n’est encore ouvert ici. La personne qui installe Terreau peut en ajouter un avec la commande « terreau territory add ».',

    'territories.legal.title': 'Mentions légales',
    'territories.legal.publisher': 'Éditeur',
    'territories.legal.director': 'Responsable de la publication',
    'territories.legal.host': 'Hébergement',
    'territories.legal.contact': 'Contact',
    'territories.legal.missing': 'Pas encore indiqué',
    'territories.legal.software': 'Le logiciel',
    'territories.legal.software.body': 'Ce portail fonctionne avec Terreau, un logiciel libre sous licence EUPL 1.2.',
    'territories.legal.data': 'Les informations publiées',
    'territories.legal.data.body':
      'Chaque page dit d’où viennent ses informations, leur date et leur licence. Vous pouvez les réutiliser : elles sont disponibles en données ouvertes.',
    'territories.legal.data.link': 'Voir les données ouvertes',
    'territories.legal.osm': 'Certaines informations viennent d’OpenStreetMap, © les contributeurs d’OpenStreetMap, sous licence ODbL.',

    'territories.privacy.title': 'Vos données personnelles',
    'territories.privacy.lead':
      'Vous consultez ce portail sans compte, sans cookie et sans être suivi. Un compte sert à qui veut suivre, proposer ou publier.',
    'territories.privacy.kept': 'Ce que nous gardons de votre visite',
    'territories.privacy.kept.nothing':
      'Rien qui permette de vous reconnaître. Les pages publiques ne demandent ni nom, ni adresse, ni compte.',
    'territories.privacy.kept.cookies':
      'Aucun cookie n’est déposé tant que vous ne vous connectez pas. Ensuite, un seul : il garde votre session. Les pages vues sont comptées par jour, sans savoir par qui.',
    'territories.privacy.kept.logs':
      'Les journaux techniques du serveur servent à le maintenir en marche. Ils ne contiennent pas de donnée personnelle.',
    'territories.privacy.kept.position':
      'Si vous choisissez « Autour de moi », votre position, arrondie à une centaine de mètres, sert à trier les résultats. Nous ne l’enregistrons pas ; elle reste dans l’adresse de la page, donc dans l’historique de votre navigateur.',
    'territories.privacy.kept.offline':
      'Pour que le portail s’ouvre aussi sans réseau, votre navigateur garde les dernières pages vues : une liste, une trentaine de pages. Elles restent sur cet appareil. Sur un ordinateur partagé, effacez les données de ce site en partant, ou ouvrez une fenêtre privée.',
    'territories.privacy.kept.third':
      'Les polices, les images et les styles viennent de ce portail : aucun autre site n’est prévenu de votre visite. Les liens « Y aller » mènent à OpenStreetMap, qui a ses propres règles.',
    'territories.privacy.kept.map':
      'Si vous ouvrez la carte, son fond peut venir du site qui est nommé dessous (IGN, swisstopo, OpenStreetMap…) : il voit alors l’adresse de votre connexion et la partie de la carte que vous regardez.',
    'territories.privacy.directory': 'Ce que l’annuaire publie',
    'territories.privacy.directory.body':
      'L’annuaire présente des lieux et des structures, avec leurs coordonnées professionnelles ou publiques. Il relève de la mission d’intérêt public du territoire : informer ses habitantes et habitants.',
    'territories.privacy.held': 'Ce qui est gardé de vous, et pourquoi',
    'territories.privacy.held.lead':
      'Seulement si vous créez un compte, envoyez quelque chose, ou demandez à l’accueil de le faire pour vous.',
    'territories.privacy.basis': 'Ce qui l’autorise',
    'territories.privacy.basis.consent': 'Votre accord, que vous pouvez retirer',
    'territories.privacy.basis.contract': 'Le service que vous demandez',
    'territories.privacy.basis.obligation': 'Une obligation de la loi',
    'territories.privacy.basis.public-task': 'Une mission d’intérêt public',
    'territories.privacy.basis.interest': 'Un intérêt légitime : faire vivre ce portail sans gêner personne',
    'territories.privacy.until': 'Jusqu’à quand',
    'territories.privacy.fate': 'Ensuite',
    'territories.privacy.fate.delete': 'Effacé',
    'territories.privacy.fate.archive': 'Archive publique : effacée ou conservée selon le visa de l’archiviste',
    'territories.privacy.rights.self': 'Recevoir ou effacer vos données vous-même',
    'territories.privacy.rights': 'Vos droits',
    'territories.privacy.rights.body':
      'Si une information vous concerne, vous pouvez demander à la voir, la corriger ou la faire retirer, et vous opposer à sa publication. Écrivez ou appelez : la réponse vient en un mois au plus.',
    'territories.privacy.controller': 'Responsable des données',
    'territories.privacy.officer': 'Délégué à la protection des données',
    'territories.privacy.complaint': 'Si la réponse ne vous convient pas',
    'territories.privacy.complaint.fr': 'Vous pouvez saisir la Commission nationale de l’informatique et des libertés (CNIL).',
    'territories.privacy.complaint.fr.link': 'Adresser une plainte à la CNIL',
    'territories.privacy.complaint.ge':
      'Vous pouvez saisir le Préposé cantonal à la protection des données et à la transparence de Genève. La loi genevoise sur l’information du public, l’accès aux documents et la protection des données personnelles (LIPAD) s’applique aux communes.',
    'territories.privacy.complaint.ch': 'Vous pouvez saisir l’autorité de protection des données de votre canton.',
    'territories.privacy.complaint.ch.federal':
      'Pour une entreprise privée ou la Confédération, l’autorité est le Préposé fédéral à la protection des données et à la transparence (PFPDT).',
    'territories.privacy.complaint.ch.link': 'Site du Préposé fédéral',

    'territories.accessibility.title': 'Déclaration d’accessibilité',
    'territories.accessibility.commitment.fr':
      '{name} s’engage à rendre ses sites internet accessibles, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005 et au décret n° 2019-768 du 24 juillet 2019.',
    'territories.accessibility.commitment.ch':
      '{name} s’engage à rendre ses sites internet accessibles, dans l’esprit de la loi fédérale sur l’égalité pour les handicapés (LHand) et de la norme suisse d’accessibilité eCH-0059.',
    'territories.accessibility.scope': 'Cette déclaration s’applique à {origin}.',
    'territories.accessibility.state': 'État de conformité',
    'territories.accessibility.state.none.fr':
      'Ce site est non conforme au Référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1 : aucun audit n’a encore été fait.',
    'territories.accessibility.state.non.fr':
      'Ce site est non conforme au Référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.',
    'territories.accessibility.state.partial.fr':
      'Ce site est partiellement conforme au Référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.',
    'territories.accessibility.state.total.fr':
      'Ce site est totalement conforme au Référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.',
    'territories.accessibility.state.none.ch':
      'La conformité de ce site à la norme eCH-0059 (WCAG 2.1, niveau AA) n’a pas encore été vérifiée par un audit : il est donc déclaré non conforme.',
    'territories.accessibility.state.non.ch': 'Ce site n’est pas conforme à la norme eCH-0059 (WCAG 2.1, niveau AA).',
    'territories.accessibility.state.partial.ch': 'Ce site est partiellement conforme à la norme eCH-0059 (WCAG 2.1, niveau AA).',
    'territories.accessibility.state.total.ch': 'Ce site est totalement conforme à la norme eCH-0059 (WCAG 2.1, niveau AA).',
    'territories.accessibility.results': 'Résultats des tests',
    'territories.accessibility.results.none':
      'Les pages sont conçues pour le clavier, les lecteurs d’écran et les grands caractères, et vérifiées à chaque version par des outils automatiques. Seul un audit dira ce qui manque.',
    'territories.accessibility.results.audit':
      'L’audit fait le {date} par {auditor} montre que {rate} % des critères applicables sont respectés.',
    'territories.accessibility.results.report': 'Lire le rapport d’audit',
    'territories.accessibility.content': 'Contenus non accessibles',
    'territories.accessibility.content.none': 'Faute d’audit, la liste n’est pas établie. Dites-nous ce qui vous bloque.',
    'territories.accessibility.content.audit': 'Ils sont décrits dans le rapport d’audit.',
    'territories.accessibility.content.total': 'L’audit n’en a pas relevé.',
    'territories.accessibility.statement': 'Établissement de cette déclaration',
    'territories.accessibility.statement.date': 'Cette déclaration suit l’audit du {date}.',
    'territories.accessibility.statement.none': 'Cette déclaration sera mise à jour après le premier audit.',
    'territories.accessibility.statement.technology':
      'Technologies utilisées : HTML, CSS, SVG et, en complément, JavaScript. Le site fonctionne sans JavaScript.',
    'territories.accessibility.feedback': 'Retour d’information et contact',
    'territories.accessibility.feedback.body':
      'Si vous ne pouvez pas accéder à un contenu ou à un service, prévenez-nous : nous vous orienterons vers une autre forme accessible, ou nous vous donnerons le contenu d’une autre manière.',
    'territories.accessibility.feedback.missing': 'Les coordonnées ne sont pas encore indiquées.',
    'territories.accessibility.appeal': 'Voies de recours',
    'territories.accessibility.appeal.fr':
      'Vous nous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et vous n’avez pas reçu de réponse satisfaisante ? Vous pouvez :',
    'territories.accessibility.appeal.fr.message': 'Écrire un message au Défenseur des droits',
    'territories.accessibility.appeal.fr.delegate': 'Contacter le délégué du Défenseur des droits dans votre région',
    'territories.accessibility.appeal.fr.post':
      'Envoyer un courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07',
    'territories.accessibility.appeal.ch':
      'La loi fédérale sur l’égalité pour les handicapés (LHand) permet à une personne désavantagée de demander à un tribunal ou à l’autorité que le désavantage soit supprimé. Le Bureau fédéral de l’égalité pour les personnes handicapées (BFEH) informe et conseille.',
    'territories.accessibility.appeal.ch.link': 'Site du Bureau fédéral de l’égalité pour les personnes handicapées',
    'territories.contact.phone': 'Téléphone',
    'territories.contact.email': 'Courriel',
    'territories.contact.address': 'Adresse',
  },
  en: {
    'territories.list.title': 'Which territory are you looking for?',
    'territories.list.lead': 'This address leads to no territory in particular. Choose yours.',
    'territories.list.communes': 'Communes',
    'territories.list.groupings': 'Groupings of communes',
    'territories.list.empty':
      'No territory is open here yet. Whoever installs Terreau can add one with the command “terreau territory add”.',

    'territories.legal.title': 'Legal notice',
    'territories.legal.publisher': 'Publisher',
    'territories.legal.director': 'Responsible for publication',
    'territories.legal.host': 'Hosting',
    'territories.legal.contact': 'Contact',
    'territories.legal.missing': 'Not given yet',
    'territories.legal.software': 'The software',
    'territories.legal.software.body': 'This portal runs on Terreau, free software under the EUPL 1.2 licence.',
    'territories.legal.data': 'Published information',
    'territories.legal.data.body':
      'Each page says where its information comes from, its date and its licence. You may reuse it: it is available as open data.',
    'territories.legal.data.link': 'See the open data',
    'territories.legal.osm': 'Some information comes from OpenStreetMap, © OpenStreetMap contributors, under the ODbL licence.',

    'territories.privacy.title': 'Your personal data',
    'territories.privacy.lead':
      'You use this portal without an account, without cookies and without being tracked. An account is for who wants to follow, suggest or publish.',
    'territories.privacy.kept': 'What we keep of your visit',
    'territories.privacy.kept.nothing':
      'Nothing by which you could be recognised. Public pages ask for no name, no address and no account.',
    'territories.privacy.kept.cookies':
      'No cookie is set until you sign in. Then a single one: it keeps your session. Views of pages are counted by day, without knowing whose.',
    'territories.privacy.kept.logs': 'The server’s technical logs serve to keep it running. They hold no personal data.',
    'territories.privacy.kept.position':
      'If you choose “Around me”, your position, rounded to some hundred metres, serves to sort the results. We do not record it; it stays in the page’s address, hence in your browser’s history.',
    'territories.privacy.kept.offline':
      'So that the portal also opens without a network, your browser keeps the last pages seen: one list, some thirty pages. They stay on this device. On a shared computer, clear this site’s data when you leave, or use a private window.',
    'territories.privacy.kept.third':
      'Fonts, images and styles come from this portal: no other site is told of your visit. The “Get directions” links lead to OpenStreetMap, which has its own rules.',
    'territories.privacy.kept.map':
      'If you open the map, its background may come from the site named under it (IGN, swisstopo, OpenStreetMap…): that site then sees the address of your connection and the part of the map you look at.',
    'territories.privacy.directory': 'What the directory publishes',
    'territories.privacy.directory.body':
      'The directory presents places and organisations, with their professional or public contacts. It is part of the territory’s public mission: informing its residents.',
    'territories.privacy.held': 'What is kept about you, and why',
    'territories.privacy.held.lead': 'Only if you create an account, send something, or ask the desk to do it for you.',
    'territories.privacy.basis': 'What allows it',
    'territories.privacy.basis.consent': 'Your agreement, which you may withdraw',
    'territories.privacy.basis.contract': 'The service you ask for',
    'territories.privacy.basis.obligation': 'A duty set by law',
    'territories.privacy.basis.public-task': 'A task of public interest',
    'territories.privacy.basis.interest': 'A legitimate interest: keeping this portal alive without harming anyone',
    'territories.privacy.until': 'Until when',
    'territories.privacy.fate': 'Afterwards',
    'territories.privacy.fate.delete': 'Erased',
    'territories.privacy.fate.archive': 'Public archive: erased or kept as the archivist approves',
    'territories.privacy.rights.self': 'Receive or erase your data yourself',
    'territories.privacy.rights': 'Your rights',
    'territories.privacy.rights.body':
      'If a piece of information is about you, you may ask to see it, to correct it or to have it removed, and object to its publication. Write or call: you will have an answer within a month.',
    'territories.privacy.controller': 'Data controller',
    'territories.privacy.officer': 'Data protection officer',
    'territories.privacy.complaint': 'If the answer does not satisfy you',
    'territories.privacy.complaint.fr': 'You may turn to the French data protection authority (CNIL).',
    'territories.privacy.complaint.fr.link': 'Complain to the CNIL (in French)',
    'territories.privacy.complaint.ge':
      'You may turn to Geneva’s cantonal commissioner for data protection and transparency. The Geneva law on public information, access to documents and protection of personal data (LIPAD) applies to communes.',
    'territories.privacy.complaint.ch': 'You may turn to the data protection authority of your canton.',
    'territories.privacy.complaint.ch.federal':
      'For a private company or the Confederation, the authority is the Federal Data Protection and Information Commissioner (FDPIC).',
    'territories.privacy.complaint.ch.link': 'Website of the Federal Commissioner',

    'territories.accessibility.title': 'Accessibility statement',
    'territories.accessibility.commitment.fr':
      '{name} is committed to making its websites accessible, as required by article 47 of French law no. 2005-102 of 11 February 2005 and by decree no. 2019-768 of 24 July 2019.',
    'territories.accessibility.commitment.ch':
      '{name} is committed to making its websites accessible, in the spirit of the Swiss Disability Discrimination Act (DDA, LHand) and of the Swiss accessibility standard eCH-0059.',
    'territories.accessibility.scope': 'This statement applies to {origin}.',
    'territories.accessibility.state': 'Compliance status',
    'territories.accessibility.state.none.fr':
      'This site does not comply with the French accessibility reference (RGAA), version 4.1: no audit has been made yet.',
    'territories.accessibility.state.non.fr': 'This site does not comply with the French accessibility reference (RGAA), version 4.1.',
    'territories.accessibility.state.partial.fr': 'This site complies in part with the French accessibility reference (RGAA), version 4.1.',
    'territories.accessibility.state.total.fr': 'This site complies fully with the French accessibility reference (RGAA), version 4.1.',
    'territories.accessibility.state.none.ch':
      'The compliance of this site with standard eCH-0059 (WCAG 2.1, level AA) has not been audited yet: it is therefore declared non-compliant.',
    'territories.accessibility.state.non.ch': 'This site does not comply with standard eCH-0059 (WCAG 2.1, level AA).',
    'territories.accessibility.state.partial.ch': 'This site complies in part with standard eCH-0059 (WCAG 2.1, level AA).',
    'territories.accessibility.state.total.ch': 'This site complies fully with standard eCH-0059 (WCAG 2.1, level AA).',
    'territories.accessibility.results': 'Test results',
    'territories.accessibility.results.none':
      'Pages are designed for the keyboard, screen readers and large text, and checked by automatic tools at each version. Only an audit will tell what is missing.',
    'territories.accessibility.results.audit':
      'The audit made on {date} by {auditor} shows that {rate}% of the applicable criteria are met.',
    'territories.accessibility.results.report': 'Read the audit report',
    'territories.accessibility.content': 'Content that is not accessible',
    'territories.accessibility.content.none': 'Without an audit there is no list yet. Tell us what stops you.',
    'territories.accessibility.content.audit': 'It is described in the audit report.',
    'territories.accessibility.content.total': 'The audit found none.',
    'territories.accessibility.statement': 'How this statement was made',
    'territories.accessibility.statement.date': 'This statement follows the audit of {date}.',
    'territories.accessibility.statement.none': 'This statement will be updated after the first audit.',
    'territories.accessibility.statement.technology':
      'Technologies used: HTML, CSS, SVG and, as an addition, JavaScript. The site works without JavaScript.',
    'territories.accessibility.feedback': 'Feedback and contact',
    'territories.accessibility.feedback.body':
      'If you cannot reach some content or a service, tell us: we will point you to another accessible form, or give you the content in another way.',
    'territories.accessibility.feedback.missing': 'Contact details are not given yet.',
    'territories.accessibility.appeal': 'How to appeal',
    'territories.accessibility.appeal.fr':
      'You told us of a lack of accessibility that keeps you from some content or a service, and you have not had a satisfactory answer? You may:',
    'territories.accessibility.appeal.fr.message': 'Write a message to the Defender of Rights (in French)',
    'territories.accessibility.appeal.fr.delegate': 'Contact the Defender of Rights’ delegate in your region (in French)',
    'territories.accessibility.appeal.fr.post':
      'Send a letter, no stamp needed: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07',
    'territories.accessibility.appeal.ch':
      'The Swiss Disability Discrimination Act (LHand) allows a person at a disadvantage to ask a court or the authority to have it removed. The Federal Bureau for the Equality of Persons with Disabilities (FBED) informs and advises.',
    'territories.accessibility.appeal.ch.link': 'Website of the Federal Bureau for the Equality of Persons with Disabilities',
    'territories.contact.phone': 'Phone',
    'territories.contact.email': 'Email',
    'territories.contact.address': 'Address',
  },
});
