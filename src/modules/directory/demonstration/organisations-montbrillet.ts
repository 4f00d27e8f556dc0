import type { SampleOrganisation } from './types.ts';

/** The town: its public services and what one finds around the market hall. */
export const montbrilletOrganisations: readonly SampleOrganisation[] = [
  {
    territory: 'montbrillet',
    name: 'Mairie de Montbrillet',
    description:
      'L’accueil de la commune pour vos papiers, l’école, l’urbanisme et toutes vos questions. Si vous ne savez pas à qui vous adresser, commencez ici.',
    kinds: ['town-hall'],
    email: 'accueil@montbrillet.example.org',
    phone: '+33465710002',
    website: 'https://montbrillet.example.org',
    places: [
      {
        street: '1 place de la Halle',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2851, 46.2052],
        openingHours: 'Mo,Tu,Th,Fr 08:30-12:00,13:30-17:30; We 08:30-17:30; Sa 09:00-12:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Carte d’identité et passeport',
        description: 'Déposez votre demande au guichet, avec ou sans aide pour la remplir. Prenez rendez-vous par téléphone ou sur place.',
        place: 0,
      },
      {
        name: 'Inscription à l’école et à la cantine',
        description: 'Une personne vous accompagne pas à pas, de l’inscription au premier repas.',
        themes: ['childhood-youth'],
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Centre communal d’action sociale de Montbrillet',
    alternateNames: ['CCAS de Montbrillet'],
    description:
      'Un coup dur, une facture, un dossier à remplir : on vous reçoit en toute discrétion. On cherche avec vous la solution la plus simple.',
    kinds: ['social-action-centre'],
    themes: ['housing', 'food'],
    phone: '+33465710005',
    email: 'action-sociale@montbrillet.example.org',
    places: [
      {
        street: '3 rue du Vieux-Puits',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2838, 46.2047],
        openingHours: 'Mo-We,Fr 09:00-12:00, Mo-We,Fr 14:00-16:00 "sur rendez-vous"; Th 13:30-18:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Secours d’urgence',
        description: 'Une aide rapide pour manger, se chauffer ou se déplacer quand le mois est trop long.',
        place: 0,
        price: 0,
      },
      {
        name: 'Domiciliation',
        description: 'Une adresse pour recevoir votre courrier et ouvrir vos droits si vous n’avez pas de logement stable.',
        place: 0,
        price: 0,
      },
      {
        name: 'Repas livrés à domicile',
        description: 'Un repas chaud porté chez vous, cinq jours par semaine, avec quelques mots échangés sur le pas de la porte.',
        themes: ['disability-age', 'food'],
        price: 720,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Guichet des Deux-Rives',
    description:
      'Des papiers français, suisses ou des deux côtés : une équipe vous aide à comprendre, à remplir et à envoyer. Venez avec vos courriers, même en vrac.',
    kinds: ['public-service-centre', 'paperwork-help'],
    phone: '+33465710001',
    website: 'https://guichet.val-d-arvenne.example.org',
    places: [
      {
        street: '2 place des Deux-Rives',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2829, 46.2063],
        openingHours: 'Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Déclaration d’impôts',
        description: 'Au printemps, on remplit votre déclaration avec vous, que vous travailliez ici ou de l’autre côté de la frontière.',
        place: 0,
        price: 0,
      },
      { name: 'Écriture de courriers', description: 'Vous racontez, on écrit. Vous relisez, vous signez, on envoie.', place: 0, price: 0 },
      {
        name: 'Droits des personnes qui travaillent en Suisse',
        description: 'Assurance maladie, retraite, chômage : les règles expliquées avec des exemples.',
        themes: ['work'],
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Médiathèque de la Halle',
    alternateNames: ['Bibliothèque de Montbrillet'],
    description:
      'Des livres, des films, des jeux et des fauteuils au soleil. L’entrée est libre, l’inscription est gratuite pour tout le monde.',
    kinds: ['library', 'toy-library'],
    phone: '+33465710006',
    email: 'mediatheque@montbrillet.example.org',
    website: 'https://mediatheque.montbrillet.example.org',
    places: [
      {
        street: '5 place de la Halle',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2856, 46.2049],
        openingHours: 'Tu,Th,Fr 14:00-19:00; We 10:00-12:30,14:00-19:00; Sa 10:00-17:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'L’heure des histoires',
        description: 'Le mercredi matin, des histoires à voix haute pour les petites oreilles et leurs grandes personnes.',
        themes: ['childhood-youth'],
        place: 0,
        price: 0,
      },
      {
        name: 'Ordinateurs et impressions',
        description: 'Un poste, une imprimante et quelqu’un à côté de vous si quelque chose bloque.',
        themes: ['internet'],
        place: 0,
        price: 10,
      },
      {
        name: 'Livres portés à domicile',
        description: 'Si vous ne pouvez pas sortir, on choisit avec vous et on vous apporte vos livres.',
        themes: ['disability-age'],
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'L’Épicerie du Lavoir',
    alternateNames: ['Épicerie solidaire du Lavoir'],
    description:
      'Des courses choisies comme ailleurs, payées trois fois moins cher quand le budget est serré. Un café vous attend toujours au fond du magasin.',
    kinds: ['solidarity-grocery'],
    phone: '+33465710007',
    email: 'bonjour@epicerie-du-lavoir.example.org',
    website: 'https://epicerie-du-lavoir.example.org',
    places: [
      {
        street: '18 rue du Lavoir',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2812, 46.2021],
        openingHours: 'Tu,Th 09:30-12:30,14:00-17:30; Sa 09:30-12:30; PH off; Aug 01-15 off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Courses à petit prix',
        description: 'Apportez votre avis d’impôt ou vos fiches de paie : l’inscription prend un quart d’heure.',
        place: 0,
      },
      {
        name: 'Ateliers de cuisine',
        description: 'On cuisine les légumes de la semaine, on goûte, on repart avec la recette et une boîte.',
        themes: ['leisure'],
        place: 0,
        price: 100,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Le Fournil des Tanneurs',
    description:
      'Une boulangerie coopérative qui pétrit le blé des fermes voisines. Pain au levain, tout bio, et un pain suspendu pour qui en a besoin.',
    kinds: ['bakery', 'cooperative', 'organic-shop'],
    phone: '+33465710008',
    website: 'https://fournil-des-tanneurs.example.org',
    places: [
      {
        street: '7 quai des Tanneurs',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2768, 46.1949],
        openingHours: 'Tu-Sa 06:30-13:00,15:30-19:00; Su 07:00-12:30; Mo off',
        wheelchair: 'limited',
      },
    ],
    services: [
      { name: 'Pain suspendu', description: 'Quelqu’un a payé un pain d’avance : demandez-le, sans rien justifier.', place: 0, price: 0 },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Boulangerie de la Halle',
    description: 'Baguettes, croissants et tartes aux noix, dès six heures. Le dimanche, on y fait la queue en se donnant des nouvelles.',
    kinds: ['bakery', 'pastry-shop'],
    phone: '+33465710009',
    places: [
      {
        street: '9 place de la Halle',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2859, 46.2055],
        openingHours: 'We-Mo 06:00-19:30; Tu off; PH 06:00-13:00',
        wheelchair: 'yes',
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Maison de santé du Vieux-Puits',
    description:
      'Médecine générale, soins infirmiers, kinésithérapie et orthophonie sous le même toit. Le secrétariat vous oriente, même sans médecin traitant.',
    kinds: ['health-centre', 'nurse', 'physiotherapist'],
    phone: '+33465710010',
    website: 'https://sante-vieux-puits.example.org',
    places: [
      {
        street: '12 rue du Vieux-Puits',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2832, 46.2039],
        openingHours: 'Mo-Fr 08:00-19:00; Sa 08:30-12:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      { name: 'Consultation sans rendez-vous', description: 'Chaque matin, deux heures pour ce qui ne peut pas attendre.', place: 0 },
      {
        name: 'Marche douce du jeudi',
        description: 'Une heure à pied au bord de la rivière, au rythme de chaque personne, avec une infirmière ou un kinésithérapeute.',
        themes: ['leisure', 'disability-age'],
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Pharmacie de la Halle',
    description: 'Conseils, vaccins et ordonnances, avec un coin tranquille pour parler. Les médicaments peuvent vous être apportés.',
    kinds: ['pharmacy'],
    phone: '+33465710011',
    places: [
      {
        street: '4 place de la Halle',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2847, 46.2055],
        openingHours: 'Mo-Fr 08:30-12:30,14:00-19:30; Sa 08:30-19:00; PH off',
        wheelchair: 'yes',
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Mission locale du Val d’Arvenne',
    description:
      'Vous avez entre 16 et 25 ans et vous cherchez un métier, une formation, un logement ou un peu de clarté. Une même personne vous suit, aussi longtemps qu’il le faut.',
    kinds: ['youth-employment-service'],
    themes: ['housing', 'mobility'],
    phone: '+33465710012',
    email: 'jeunes@mission-arvenne.example.org',
    website: 'https://mission-arvenne.example.org',
    places: [
      {
        name: 'Mission locale, accueil de Montbrillet',
        street: '22 avenue de la Gare',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2882, 46.2014],
        openingHours: 'Mo-Th 09:00-12:30,13:30-17:30; Fr 09:00-12:30; PH off',
        wheelchair: 'yes',
      },
      {
        name: 'Mission locale, permanence de la Plaine',
        street: '6 allée des Saules',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2938, 46.1785],
        openingHours: 'We 13:30-17:00; Mo 09:00-12:00 "sur rendez-vous"',
        wheelchair: 'yes',
      },
      {
        name: 'Mission locale, permanence du Haut-Brillet',
        street: '1 chemin de la Crête',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2793, 46.2317],
        openingHours: 'Th 14:00-17:00; SH off',
        wheelchair: 'no',
      },
    ],
    services: [
      {
        name: 'Parcours vers un métier',
        description: 'Des rendez-vous réguliers, des visites d’entreprises, des stages, et une allocation si vous y avez droit.',
        price: 0,
      },
      {
        name: 'Coup de pouce pour le permis',
        description: 'Une aide pour payer le code et la conduite quand un emploi ou une formation en dépend.',
        themes: ['mobility'],
        place: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Les Mains vertes d’Arvenne',
    description:
      'Un chantier d’insertion qui entretient les berges et fait pousser des légumes. On y apprend un métier dehors, en équipe, avec un vrai contrat de travail.',
    kinds: ['work-integration-enterprise', 'gardener'],
    themes: ['food'],
    phone: '+33465710013',
    email: 'contact@mains-vertes.example.org',
    website: 'https://mains-vertes.example.org',
    places: [
      {
        street: '40 route des Maraîchers',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2975, 46.1712],
        openingHours: 'Mo-Fr 07:30-12:00,13:00-16:00; Jun-Sep: Mo-Fr 06:30-13:30; PH off',
        wheelchair: 'limited',
      },
    ],
    services: [
      {
        name: 'Contrat de travail et accompagnement',
        description: 'Vingt-six heures par semaine, un salaire, et quelqu’un pour préparer la suite avec vous.',
        place: 0,
      },
      {
        name: 'Panier de légumes',
        description: 'Un panier de saison à retirer le vendredi, au chantier ou à la médiathèque.',
        themes: ['food'],
        place: 0,
        price: 1150,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Deux-Rives Intérim Solidaire',
    description: 'Des missions courtes pour reprendre le travail en douceur, chez des entreprises de la vallée qui jouent le jeu.',
    kinds: ['employment-agency', 'work-integration-enterprise'],
    phone: '+33465710014',
    places: [
      {
        street: '31 avenue de la Gare',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.289, 46.2006],
        openingHours: 'Mo-Fr 07:00-12:00,14:00-18:00; PH off',
        wheelchair: 'yes',
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'La Passerelle',
    alternateNames: ['Tiers-lieu La Passerelle'],
    description:
      'Un lieu pour travailler, bricoler, manger ensemble et lancer ce qui vous trotte dans la tête. On entre pour un café, on ressort avec un projet.',
    kinds: ['third-place', 'coworking', 'makerspace'],
    phone: '+33465710015',
    email: 'bonjour@la-passerelle.example.org',
    website: 'https://la-passerelle.example.org',
    places: [
      {
        street: '3 quai des Tanneurs',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2775, 46.1958],
        openingHours: 'Mo-Fr 08:00-20:00; Sa 10:00-18:00; Su off; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Bureau à la journée',
        description: 'Une table, une bonne connexion et un voisinage sympathique.',
        themes: ['work'],
        place: 0,
        price: 1200,
      },
      {
        name: 'Atelier bois et machines',
        description: 'Les machines de l’atelier, après une initiation d’une heure.',
        themes: ['repair-reuse', 'learning'],
        place: 0,
        price: 800,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Espace public numérique de la Passerelle',
    description:
      'Votre téléphone vous résiste, votre dossier est en ligne ? Venez avec votre appareil ou utilisez les nôtres. Il n’y a pas de question bête.',
    kinds: ['digital-help'],
    phone: '+33639980001',
    places: [
      {
        street: '3 quai des Tanneurs',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2776, 46.1957],
        openingHours: 'Tu,Th 09:30-12:00,14:00-17:00; We 14:00-19:00',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Premiers pas à l’ordinateur',
        description: 'Six séances en petit groupe pour écrire, chercher et envoyer sans stress.',
        place: 0,
        price: 0,
      },
      {
        name: 'Aide aux démarches en ligne',
        description: 'On fait avec vous, jamais à votre place, et votre mot de passe reste le vôtre.',
        themes: ['money-paperwork'],
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Pousse-Projet',
    description: 'Une équipe qui aide les idées utiles à devenir des activités solides, de la première envie au premier salaire.',
    kinds: ['business-incubator'],
    email: 'idees@pousse-projet.example.org',
    website: 'https://pousse-projet.example.org',
    places: [
      {
        street: '3 quai des Tanneurs',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2774, 46.1959],
        openingHours: 'Mo-Fr 09:00-12:00 "sur rendez-vous"',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'L’heure des idées',
        description: 'Le premier mardi du mois, présentez votre idée en dix minutes et repartez avec trois contacts.',
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Coopérative d’activité Le Levain',
    description:
      'Testez votre métier sans créer d’entreprise : la coopérative s’occupe des factures et des papiers, vous gardez vos clients et votre liberté.',
    kinds: ['activity-cooperative', 'cooperative'],
    phone: '+33465710016',
    website: 'https://le-levain.example.org',
    places: [
      {
        street: '15 rue des Drapiers',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2826, 46.2068],
        openingHours: 'Mo-Th 09:00-17:00; Fr 09:00-12:30; PH off',
        wheelchair: 'limited',
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Théâtre de la Grange-Rouge',
    description: 'Soixante-dix fauteuils dépareillés, des spectacles pour tous les âges et un bar où l’on refait la pièce.',
    kinds: ['theatre', 'bar'],
    phone: '+33465710017',
    website: 'https://grange-rouge.example.org',
    places: [
      {
        street: '27 rue des Drapiers',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2819, 46.2077],
        openingHours: 'Oct-May: Th-Sa 18:00-02:00; Jun-Sep: Fr,Sa 19:00-01:00',
        wheelchair: 'yes',
      },
    ],
    services: [{ name: 'Billet solidaire', description: 'Vous payez ce que vous pouvez, à partir d’un euro.', place: 0, price: 100 }],
  },
  {
    territory: 'montbrillet',
    name: 'Cinéma Le Palace d’Arvenne',
    description: 'Une seule salle, deux films par soir et un ciné-goûter le mercredi.',
    kinds: ['cinema'],
    places: [
      {
        street: '2 avenue de la Gare',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2866, 46.2034],
        openingHours: 'We 14:00-23:30; Th-Sa 17:30-24:00; Su 14:00-22:00',
        wheelchair: 'yes',
      },
    ],
  },
];
