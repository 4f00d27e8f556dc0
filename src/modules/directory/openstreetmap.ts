import { type Identifier, type IdentifierScheme, readIdentifier } from './identifiers.ts';
import { type KindCode, kindByCode } from './kinds.ts';
import { type ThemeCode, themeCodes } from './themes.ts';
import { isLanguage } from './vocabularies/languages.ts';

/** Why an object of OpenStreetMap does not enter the directory. When several apply, the first in this order is given. */
export type RejectionReason = 'not-a-service' | 'closed' | 'private' | 'no-name' | 'unknown-kind';

/** What the tags of an object say, in our words. Contact details are as written on the map, not yet checked. */
export interface OpenStreetMapFacts {
  name: string;
  alternateNames: string[];
  description?: string;
  /** The main one first. */
  kinds: KindCode[];
  themes: ThemeCode[];
  street?: string;
  postcode?: string;
  locality?: string;
  phone?: string;
  email?: string;
  website?: string;
  openingHours?: string;
  wheelchair?: 'yes' | 'limited' | 'no';
  /** Languages spoken there: those of our vocabulary. */
  languages: string[];
  identifiers: Identifier[];
  operator?: string;
  /** Latest day (YYYY-MM-DD) on which somebody says to have checked on the spot. */
  checkedOn?: string;
}

export type OpenStreetMapOutcome = { facts: OpenStreetMapFacts } | { rejected: RejectionReason; closedName?: string };

interface KeyRule {
  key: string;
  /** For each kind, the values of the key that mean it. */
  values: Partial<Record<KindCode, string>>;
  /** What a value that we have no word for gives: a generic kind, a row to look at, or nothing. */
  otherwise: KindCode | 'unknown' | 'nothing';
}

/** The order is the precedence: what the first key says is the main kind. */
const keyRules: readonly KeyRule[] = [
  {
    key: 'repair',
    values: { 'repair-cafe': 'assisted_self_service' },
    otherwise: 'nothing',
  },
  {
    key: 'social_facility',
    values: {
      'nursing-home': 'nursing_home retirement_home hospice',
      'assisted-housing': 'group_home assisted_living',
      'emergency-shelter': 'shelter',
      'day-centre': 'day_care',
      'soup-kitchen': 'soup_kitchen',
      'food-bank': 'food_bank dairy_kitchen',
      'second-hand-shop': 'clothing_bank',
      'sheltered-workshop': 'workshop',
      'home-help': 'ambulatory_care home_care healthcare',
      'social-service': 'outreach yes',
    },
    otherwise: 'social-service',
  },
  {
    key: 'social_facility:for',
    values: {
      'disability-support': 'disabled mental_health',
      'child-welfare': 'child children juvenile orphan underprivileged_child',
      'refugee-support': 'migrant migrants refugee refugees displaced asylum_seeker',
      'addiction-support': 'drug_addicted alcoholic',
    },
    otherwise: 'nothing',
  },
  {
    key: 'amenity',
    values: {
      restaurant: 'restaurant food_court canteen',
      cafe: 'cafe',
      bar: 'bar pub biergarten',
      'fast-food': 'fast_food food_truck',
      'ice-cream-shop': 'ice_cream',
      marketplace: 'marketplace market',
      'food-bank': 'food_sharing food_bank',
      pharmacy: 'pharmacy',
      doctor: 'doctors doctor',
      'health-centre': 'clinic health_post health_centre',
      hospital: 'hospital',
      dentist: 'dentist',
      veterinary: 'veterinary',
      'nursing-home': 'nursing_home retirement_home',
      'social-service': 'social_facility social_service',
      'social-centre': 'social_centre',
      'community-centre': 'community_centre village_hall',
      'youth-club': 'youth_centre youth_club',
      'events-venue': 'events_venue conference_centre exhibition_centre public_hall festival_grounds',
      creche: 'childcare nursery creche',
      kindergarten: 'kindergarten preschool',
      school: 'school',
      university: 'university college research_institute',
      'training-centre': 'training trade_school prep_school',
      'language-school': 'language_school',
      'music-school': 'music_school',
      'art-school': 'dancing_school dance_school art_school',
      'driving-school': 'driving_school',
      library: 'library',
      'toy-library': 'toy_library',
      makerspace: 'hackerspace makerspace fablab',
      'repair-cafe': 'repair_cafe',
      'give-box': 'public_bookcase give_box',
      'recycling-centre': 'recycling',
      coworking: 'coworking_space',
      'digital-help': 'internet_cafe public_internet',
      theatre: 'theatre music_venue concert_hall',
      cinema: 'cinema',
      'arts-centre': 'arts_centre',
      museum: 'planetarium',
      media: 'studio',
      nightclub: 'nightclub',
      'games-venue': 'casino gambling',
      'place-of-worship': 'place_of_worship monastery',
      cemetery: 'grave_yard crematorium',
      'funeral-directors': 'funeral_hall mortuary',
      'town-hall': 'townhall',
      'government-office': 'public_building customs',
      embassy: 'embassy',
      'post-office': 'post_office post_depot',
      bank: 'bank bureau_de_change money_transfer payment_centre',
      courthouse: 'courthouse prison',
      'police-station': 'police',
      'fire-station': 'fire_station rescue_station mountain_rescue',
      'fuel-station': 'fuel car_wash',
      garage: 'vehicle_inspection',
      'bike-hire': 'bicycle_rental',
      'car-hire': 'car_rental motorcycle_rental',
      'car-sharing': 'car_sharing',
      carpool: 'car_pooling',
      taxi: 'taxi',
      'bus-station': 'bus_station',
      'ferry-terminal': 'ferry_terminal',
      marina: 'boat_rental',
      'public-toilets': 'toilets shower public_bath',
      spa: 'sauna',
      'fitness-centre': 'gym',
      'sports-club': 'dojo',
      'assisted-housing': 'student_accommodation',
      'refugee-support': 'refugee_site',
      'animal-shelter': 'animal_shelter animal_boarding',
    },
    otherwise: 'unknown',
  },
  {
    key: 'shop',
    values: {
      bakery: 'bakery',
      'pastry-shop': 'pastry',
      confectionery: 'confectionery chocolate candy',
      butcher: 'butcher',
      fishmonger: 'seafood fishmonger fish',
      greengrocer: 'greengrocer',
      'cheese-shop': 'cheese dairy',
      delicatessen: 'deli tea coffee spices pasta honey nuts catering caterer gourmet',
      'wine-shop': 'alcohol wine beverages spirits',
      supermarket: 'supermarket hypermarket',
      'convenience-store': 'convenience grocery food frozen_food',
      'organic-shop': 'health_food organic bulk',
      'farm-shop': 'farm',
      'ice-cream-shop': 'ice_cream',
      'shopping-centre': 'mall',
      'department-store': 'department_store general variety_store',
      'clothes-shop': 'clothes boutique fashion fashion_accessories lingerie underwear',
      'shoe-shop': 'shoes bag leather',
      'jewellery-shop': 'jewelry jewellery watches',
      'gift-shop': 'gift souvenir party',
      bookshop: 'books stationery comics',
      newsagent: 'newsagent kiosk lottery',
      tobacconist: 'tobacco e-cigarette',
      'toy-shop': 'toys games model baby_goods',
      'sports-shop': 'sports outdoor fishing hunting ski scuba_diving surf golf weapons',
      'music-shop': 'music musical_instrument',
      florist: 'florist',
      'garden-centre': 'garden_centre agrarian garden_furniture plant_nursery',
      'pet-shop': 'pet pet_grooming pet_food',
      'hardware-store': 'doityourself hardware trade paint tools building_materials electrical flooring tiles glaziery',
      'furniture-shop': 'furniture bed kitchen bathroom_furnishing',
      'home-goods-shop': 'interior_decoration houseware household_linen curtain carpet lighting candles window_blind doors',
      'electronics-shop': 'appliance electronics hifi radiotechnics video video_games',
      'computer-shop': 'computer',
      'mobile-phone-shop': 'mobile_phone telecommunication',
      perfumery: 'perfumery cosmetics chemist',
      'fabric-shop': 'fabric sewing wool haberdashery craft art_supplies frame',
      'antique-shop': 'antiques collector',
      'arts-centre': 'art',
      'photo-shop': 'photo photo_studio camera',
      'copy-shop': 'copyshop printing',
      hairdresser: 'hairdresser barber',
      'beauty-salon': 'beauty massage tattoo piercing nails',
      laundry: 'laundry dry_cleaning',
      'sewing-alterations': 'tailor dressmaker',
      'shoe-repair': 'shoe_repair key_cutter locksmith',
      'repair-shop': 'repair',
      'second-hand-shop': 'second_hand charity',
      'tool-hire': 'tool_hire rental',
      'ticket-office': 'ticket',
      'travel-agency': 'travel_agency',
      'funeral-directors': 'funeral_directors',
      optician: 'optician',
      pharmacy: 'pharmacy',
      'medical-supplies': 'hearing_aids medical_supply orthopedics herbalist',
      'bike-shop': 'bicycle',
      garage: 'car_repair motorcycle_repair truck_repair tyres car_parts',
      'car-dealer': 'car motorcycle truck caravan',
      'fuel-station': 'fuel gas',
      'moving-company': 'storage_rental',
      'estate-agent': 'estate_agent',
      'insurance-agency': 'insurance',
      bank: 'money_lender pawnbroker bureau_de_change',
      'digital-help': 'internet_cafe',
    },
    otherwise: 'shop',
  },
  {
    key: 'craft',
    values: {
      bakery: 'bakery',
      'pastry-shop': 'pastry_cook',
      confectionery: 'confectionery',
      delicatessen: 'caterer',
      brewery: 'brewery distillery cider',
      'wine-shop': 'winery',
      'cheese-shop': 'cheese cheese_maker',
      carpenter: 'carpenter cabinet_maker joiner window_construction parquet_layer sawmill',
      electrician: 'electrician solar_energy',
      plumber: 'plumber hvac heating_engineer chimney_sweeper',
      builder:
        'builder roofer painter plasterer tiler stonemason mason glaziery insulation scaffolder floorer metal_construction blacksmith locksmith welder paver',
      gardener: 'gardener arborist landscaper',
      farm: 'beekeeper',
      'repair-shop': 'electronics_repair computer_repair appliance_repair',
      'shoe-repair': 'shoemaker cobbler key_cutter',
      'sewing-alterations': 'tailor dressmaker embroiderer sewing',
      'jewellery-shop': 'jeweller goldsmith watchmaker clockmaker',
      'photo-shop': 'photographer photographic_laboratory',
      'copy-shop': 'printer bookbinder',
      optician: 'optician',
      'medical-supplies': 'orthopaedics prosthetist',
      garage: 'car_repair car_painter mechanic agricultural_engines',
      laundry: 'cleaning',
      'bike-shop': 'bicycle',
    },
    otherwise: 'craft',
  },
  {
    key: 'healthcare',
    values: {
      doctor: 'doctor general_practitioner physician',
      'health-centre': 'centre clinic yes vaccination_centre',
      hospital: 'hospital',
      dentist: 'dentist orthodontist',
      pharmacy: 'pharmacy',
      nurse: 'nurse nursing',
      physiotherapist: 'physiotherapist rehabilitation osteopath chiropractor',
      'mental-health': 'psychotherapist psychologist psychiatrist counselling',
      'medical-laboratory': 'laboratory sample_collection blood_donation blood_bank medical_imaging radiology',
      optician: 'optometrist optician',
      'medical-supplies': 'audiologist medical_supply',
      'nursing-home': 'hospice nursing_home',
      'home-help': 'home_care',
    },
    otherwise: 'health-practice',
  },
  {
    key: 'club',
    values: {
      'sports-club': 'sport sports fishing shooting sailing yachting hunting surf equestrian scuba_diving golf tennis chess dance',
      'youth-club': 'scout scouting youth',
      'senior-club': 'elderly senior seniors',
      'theatre-troupe': 'theatre',
      'music-group': 'music choir',
      'cultural-association': 'culture art history cinema photography literature',
      'environment-association': 'nature allotments beekeeping',
      makerspace: 'computer hacker',
      charity: 'charity social',
    },
    otherwise: 'association',
  },
  {
    key: 'leisure',
    values: {
      park: 'park garden nature_reserve common dog_park recreation_ground',
      playground: 'playground',
      'sports-centre':
        'sports_centre sports_hall stadium pitch track ice_rink golf_course disc_golf_course fitness_station horse_riding skatepark',
      'fitness-centre': 'fitness_centre gym',
      'swimming-pool': 'swimming_pool swimming_area bathing_place beach_resort',
      'theme-park': 'water_park miniature_golf indoor_play trampoline_park amusement_park',
      'games-venue': 'bowling_alley amusement_arcade adult_gaming_centre escape_game',
      marina: 'marina',
      spa: 'sauna spa',
      'art-school': 'dance',
      makerspace: 'hackerspace',
      association: 'social_club club',
      'after-school-care': 'summer_camp',
      'beauty-salon': 'tanning_salon',
      campsite: 'resort',
      theatre: 'music_venue',
    },
    otherwise: 'unknown',
  },
  {
    key: 'tourism',
    values: {
      hotel: 'hotel motel',
      'guest-house': 'guest_house hostel apartment chalet alpine_hut wilderness_hut',
      campsite: 'camp_site caravan_site',
      museum: 'museum',
      'arts-centre': 'gallery',
      zoo: 'zoo aquarium',
      'theme-park': 'theme_park',
      'tourist-office': 'information',
      attraction: 'attraction yes',
    },
    otherwise: 'unknown',
  },
  {
    key: 'government',
    values: {
      'tax-office': 'tax',
      'social-security-office': 'social_security pension_fund',
      'social-service': 'social_services social_welfare',
      archive: 'archive',
    },
    otherwise: 'nothing',
  },
  {
    key: 'diplomatic',
    values: { embassy: 'embassy consulate' },
    otherwise: 'nothing',
  },
  {
    key: 'office',
    values: {
      association: 'association',
      charity: 'ngo charity',
      foundation: 'foundation',
      cooperative: 'cooperative',
      'trade-union': 'union',
      'employment-agency': 'employment_agency',
      coworking: 'coworking coworking_space',
      'training-centre': 'educational_institution',
      university: 'research university',
      'social-service': 'social_services welfare',
      'home-help': 'home_care nursing_service',
      doctor: 'physician',
      'mental-health': 'therapist psychologist',
      'government-office': 'government administrative quango',
      embassy: 'diplomatic embassy consulate',
      'tax-office': 'tax',
      accountant: 'accountant tax_advisor',
      lawyer: 'lawyer bailiff',
      notary: 'notary',
      'estate-agent': 'estate_agent property_management',
      'insurance-agency': 'insurance',
      bank: 'bank financial financial_advisor financial_services',
      architect: 'architect surveyor',
      consulting: 'consulting advertising_agency graphic_design designer engineer marketing event_management',
      'it-service': 'it web_design',
      'utility-office': 'energy_supplier water_utility telecommunication',
      builder: 'construction_company construction',
      media: 'newspaper',
      'moving-company': 'moving_company',
      'travel-agency': 'travel_agent travel_agency',
      'tourist-office': 'visitor tourism',
      'driving-school': 'driving_school',
      'place-of-worship': 'religion',
      'energy-advice': 'energy_advice',
      archive: 'archive',
    },
    otherwise: 'office',
  },
  {
    key: 'historic',
    values: { 'heritage-site': 'castle fort fortress monastery archaeological_site' },
    otherwise: 'nothing',
  },
  {
    key: 'landuse',
    values: { 'shared-garden': 'allotments', cemetery: 'cemetery', park: 'recreation_ground' },
    otherwise: 'nothing',
  },
  {
    key: 'railway',
    values: { 'train-station': 'station halt' },
    otherwise: 'nothing',
  },
  {
    key: 'aeroway',
    values: { airport: 'aerodrome heliport' },
    otherwise: 'nothing',
  },
  {
    key: 'emergency',
    values: { 'fire-station': 'ambulance_station mountain_rescue' },
    otherwise: 'nothing',
  },
];

/** Street furniture, works and signs: true things, but nobody answers there. Whatever is tagged with no key above is one too. */
const furniture: Readonly<Record<string, string>> = {
  amenity:
    'bench parking parking_space parking_entrance parking_exit bicycle_parking motorcycle_parking waste_basket waste_disposal waste_transfer_station vending_machine atm post_box letter_box telephone fountain drinking_water water_point watering_place clock binoculars shelter charging_station device_charging_station bicycle_repair_station compressed_air bbq grit_bin hunting_stand loading_dock parcel_locker payment_terminal photo_booth ticket_validator table lounger trolley_bay weighbridge vacuum_cleaner sanitary_dump_station smoking_area dog_toilet animal_feeding feeding_place game_feeding lavoir baking_oven boat_storage stage security_booth',
  leisure: 'picnic_table outdoor_seating firepit bleachers slipway bandstand bird_hide wildlife_hide schoolyard hot_tub',
  tourism: 'artwork viewpoint picnic_site camp_pitch',
  historic: 'memorial wayside_cross wayside_shrine boundary_stone milestone',
};

/** Said of anything: kept only where nothing more precise is. */
const vagueKinds: ReadonlySet<KindCode> = new Set([
  'shop',
  'office',
  'craft',
  'attraction',
  'government-office',
  'social-service',
  'health-practice',
]);

const emptyPremises: ReadonlySet<string> = new Set(['vacant', 'closed', 'empty', 'disused']);
const formerLife = /^(?:disused|abandoned|was|demolished|removed|razed|destroyed|closed|ruins):(.+)$/;
const staffedInformation = /^(?:office|visitor_centre|tourist_office)$/;
const reservedPool = /^(?:private|no|customers|residents|members|permit)$/;

const rules = keyRules.map(({ key, values, otherwise }) => {
  const kindsByValue = new Map<string, KindCode[]>();
  for (const [kind, words] of Object.entries(values) as [KindCode, string][]) {
    for (const value of words.split(' ')) kindsByValue.set(value, [...(kindsByValue.get(value) ?? []), kind]);
  }
  return { key, kindsByValue, otherwise };
});
const furnitureByKey = new Map(Object.entries(furniture).map(([key, words]) => [key, new Set(words.split(' '))]));

type Tags = ReadonlyMap<string, string>;

interface Reading {
  kinds: KindCode[];
  unknown: boolean;
  furniture: boolean;
  empty: boolean;
}

/**
 * Reads the tags of one OpenStreetMap object as a structure of the directory, or says why it is not one. Pure: the same tags always
 * give the same answer; nothing is fetched and no date is compared with today. Never throws, whatever the values.
 *
 * Keys: https://wiki.openstreetmap.org/wiki/Map_features, life cycle: https://wiki.openstreetmap.org/wiki/Lifecycle_prefix.
 */
export function readOpenStreetMapTags(tags: Record<string, unknown>): OpenStreetMapOutcome {
  const known = textTags(tags);
  // A place of one of our exports, which tells its kinds in our own words, and is open: there is nothing to guess.
  if (typeof tags['terreau:kinds'] === 'string') return readOwnTags(known);
  const now = readKinds(known);

  if (now.kinds.length === 0) {
    const before = readKinds(formerTags(known));
    if (now.empty || before.kinds.length > 0 || before.unknown) return closed(known);
    if (now.furniture || !now.unknown) return { rejected: 'not-a-service' };
  }
  if (saysClosed(known)) return closed(known);
  if (/^(?:private|no)$/.test(known.get('access') ?? '')) return { rejected: 'private' };

  const name = nameOf(known);
  if (name === undefined) return { rejected: 'no-name' };
  if (now.kinds.length === 0) return { rejected: 'unknown-kind' };

  const themes = new Set(now.kinds.flatMap((kind) => [...(kindByCode.get(kind)?.themes ?? [])]));
  return {
    facts: {
      name,
      alternateNames: alternateNames(known, name),
      kinds: now.kinds,
      themes: [...themes],
      ...definedOnly({ description: descriptionOf(known) }),
      ...otherFacts(known),
    },
  };
}

function readOwnTags(known: Tags): OpenStreetMapOutcome {
  const name = known.get('name');
  if (name === undefined) return { rejected: 'no-name' };
  const kinds = listed(known.get('terreau:kinds')).filter((code): code is KindCode => kindByCode.has(code));
  const themes = new Set(listed(known.get('terreau:themes')));
  return {
    facts: {
      name,
      alternateNames: listed(known.get('alt_name')),
      kinds: [...new Set(kinds)],
      themes: themeCodes.filter((code) => themes.has(code)),
      ...definedOnly({ description: known.get('description') }),
      ...otherFacts(known),
    },
  };
}

/** What is read alike of any map's place. */
function otherFacts(known: Tags): Omit<OpenStreetMapFacts, 'name' | 'alternateNames' | 'kinds' | 'themes' | 'description'> {
  return {
    languages: languagesOf(known),
    identifiers: identifiersOf(known),
    ...definedOnly({
      ...addressOf(known),
      phone: first(known, ['phone', 'contact:phone', 'mobile', 'contact:mobile'], (value) =>
        value.replace(/\D/g, '').length >= 3 || /^1[578]$/.test(value) ? value : undefined,
      ),
      email: first(known, ['email', 'contact:email'], (value) => value.replace(/^mailto:/i, '').match(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)?.[0]),
      website: first(known, ['website', 'contact:website', 'url', 'contact:url'], webAddress),
      openingHours: known.get('opening_hours'),
      wheelchair: wheelchairOf(known.get('wheelchair')),
      operator: known.get('operator'),
      checkedOn: checkedOn(known),
    }),
  };
}

/** https://wiki.openstreetmap.org/wiki/Key:language:*. */
function languagesOf(tags: Tags): string[] {
  return [...tags].flatMap(([key, value]) => {
    const code = /^language:([a-z]{2,3})$/.exec(key)?.[1];
    return code !== undefined && isLanguage(code) && /^(?:yes|main)$/.test(value) ? [code] : [];
  });
}

const numberKeys: readonly (readonly [key: string, scheme: IdentifierScheme])[] = [
  ['ref:FR:SIRET', 'siret'],
  ['ref:FR:FINESS', 'finess'],
  ['ref:UAI', 'uai'],
];

function identifiersOf(tags: Tags): Identifier[] {
  return numberKeys.flatMap(([key, scheme]) =>
    listed(tags.get(key))
      .slice(0, 1)
      .map((value) => readIdentifier(scheme, value)),
  );
}

const LONGEST_TAG = 10_000;

function textTags(tags: Record<string, unknown>): Tags {
  const known = new Map<string, string>();
  for (const [key, value] of Object.entries(tags)) {
    // Converters to GeoJSON turn "yes" into true and house numbers into numbers.
    const text =
      typeof value === 'string'
        ? value
        : typeof value === 'number' && Number.isFinite(value)
          ? String(value)
          : typeof value === 'boolean'
            ? value
              ? 'yes'
              : 'no'
            : '';
    // Cut before anything looks for patterns in it: OpenStreetMap's own limit is 255 characters.
    const clean = text.slice(0, LONGEST_TAG).replace(/\s+/g, ' ').trim();
    if (clean !== '') known.set(key, clean);
  }
  return known;
}

function listed(text: string | undefined): string[] {
  return (text ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readKinds(tags: Tags): Reading {
  const precise: KindCode[] = [];
  const vague: KindCode[] = [];
  const reading: Reading = { kinds: precise, unknown: false, furniture: false, empty: false };

  for (const { key, kindsByValue, otherwise } of rules) {
    for (const value of listed(tags.get(key)?.toLowerCase())) {
      if (value === 'no') continue;
      if (otherwise !== 'nothing' && emptyPremises.has(value)) {
        reading.empty = true;
      } else if (isFurniture(tags, key, value)) {
        reading.furniture = true;
      } else {
        const found = kindsByValue.get(value);
        if (found) for (const kind of found) (vagueKinds.has(kind) ? vague : precise).push(refined(tags, kind));
        else if (otherwise === 'unknown') reading.unknown = true;
        else if (otherwise !== 'nothing') vague.push(otherwise);
      }
    }
  }
  precise.push(...additionalKinds(tags, precise));

  // A memorial or a work of art does not become a service by being worth a look.
  const candidates = precise.length > 0 ? precise : reading.furniture ? vague.filter((kind) => kind !== 'attraction') : vague;
  reading.kinds = [...new Set(candidates)];
  return reading;
}

function isFurniture(tags: Tags, key: string, value: string): boolean {
  if (furnitureByKey.get(key)?.has(value)) return true;
  if (key === 'amenity' && value === 'recycling') return tags.get('recycling_type') !== 'centre';
  if (key === 'tourism' && value === 'information') return !listed(tags.get('information')).some((kind) => staffedInformation.test(kind));
  // Thousands of pools are traced from the air: one without a name, or not open to all, belongs to a house or a hotel.
  if (key === 'leisure' && value === 'swimming_pool') return nameOf(tags) === undefined || reservedPool.test(tags.get('access') ?? '');
  return key === 'leisure' && value === 'garden' && tags.get('garden:type') === 'residential';
}

function refined(tags: Tags, kind: KindCode): KindCode {
  const audience = listed(tags.get('social_facility:for') ?? tags.get('community_centre:for'));
  if (kind === 'assisted-housing' && audience.includes('senior')) return 'nursing-home';
  if (kind === 'community-centre' && audience.some((group) => group === 'juvenile' || group === 'youth')) return 'youth-club';
  if (kind === 'community-centre' && audience.includes('senior')) return 'senior-club';
  if (kind === 'employment-agency' && /^(?:public|government)$/.test(tags.get('operator:type') ?? '')) return 'public-employment-service';
  if (kind === 'park' && tags.get('garden:type') === 'community') return 'shared-garden';
  return kind;
}

function additionalKinds(tags: Tags, kinds: readonly KindCode[]): KindCode[] {
  const more: KindCode[] = [];
  const sells = tags.has('shop') && !listed(tags.get('shop')).some((value) => value === 'no' || emptyPremises.has(value));
  if (sells && tags.get('second_hand') === 'only' && !kinds.includes('car-dealer')) more.push('second-hand-shop');
  if (sells && tags.get('organic') === 'only') more.push('organic-shop');
  if (kinds.includes('bike-shop') && tags.get('service:bicycle:diy') === 'yes') more.push('bike-workshop');
  return more;
}

function formerTags(tags: Tags): Tags {
  const former = new Map<string, string>();
  for (const [key, value] of tags) {
    const formerKey = formerLife.exec(key)?.[1];
    if (formerKey !== undefined) former.set(formerKey, value);
  }
  return former;
}

function saysClosed(tags: Tags): boolean {
  // With a comment ("travaux") it may be for a time only, which is for the opening hours to say.
  if (/^(?:24\/7 )?(?:closed|off)$/i.test(tags.get('opening_hours') ?? '')) return true;
  return ['disused', 'abandoned', 'demolished'].some((key) => tags.get(key) === 'yes');
}

function closed(tags: Tags): OpenStreetMapOutcome {
  const closedName = nameOf(tags) ?? nameOf(formerTags(tags)) ?? tags.get('old_name');
  return { rejected: 'closed', ...definedOnly({ closedName }) };
}

function nameOf(tags: Tags): string | undefined {
  return tags.get('name') ?? tags.get('name:fr') ?? tags.get('brand');
}

function alternateNames(tags: Tags, name: string): string[] {
  const seen = new Set([folded(name)]);
  const names: string[] = [];
  for (const key of ['name:fr', 'official_name', 'short_name', 'alt_name', 'brand']) {
    for (const other of listed(tags.get(key))) {
      if (seen.has(folded(other))) continue;
      seen.add(folded(other));
      names.push(other);
    }
  }
  return names;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase();
}

const frenchWords = new Set(
  'le la les l de des du d un une et ou à au aux pour avec sans sur dans en par chez est sont vous nous votre ce cette ses qui que plus tous'.split(
    ' ',
  ),
);
const foreignWords = new Set(
  'the of and with from for is are at by this that your our only not price der die das und mit für ist ein eine il lo gli di con per della del che el los las para'.split(
    ' ',
  ),
);

function descriptionOf(tags: Tags): string | undefined {
  const french = tags.get('description:fr') ?? tags.get('description:FR');
  if (french !== undefined) return french;
  const text = tags.get('description');
  if (text === undefined) return undefined;
  // The key has no language of its own; mappers write it in theirs.
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (list: ReadonlySet<string>) => words.filter((word) => list.has(word)).length;
  const englishGenitives = text.match(/\p{L}['’]s\b/gu)?.length ?? 0;
  const foreign = count(foreignWords) + englishGenitives;
  return foreign > 0 && foreign >= count(frenchWords) ? undefined : text;
}

function addressOf(tags: Tags): { street: string | undefined; postcode: string | undefined; locality: string | undefined } {
  const part = (name: string) => tags.get(`addr:${name}`) ?? tags.get(`contact:${name}`);
  const full = tags.get('addr:full');
  const inFull = full?.match(/^(.*?)[,\s]+(?:CH-|F-)?(\d{4,5})\s+([^,\d]+)/);
  const way = listed(part('street'))[0] ?? tags.get('addr:place');
  const number = listed(part('housenumber')).join('-');
  const swiss = tags.get('addr:country')?.toUpperCase() === 'CH';
  const street = way === undefined ? (inFull?.[1] ?? full) : number === '' ? way : swiss ? `${way} ${number}` : `${number} ${way}`;
  return {
    street: street === '' ? undefined : street,
    postcode: listed(part('postcode'))[0] ?? inFull?.[2],
    locality: part('city') ?? inFull?.[3]?.trim(),
  };
}

function first(tags: Tags, keys: readonly string[], accept: (value: string) => string | undefined): string | undefined {
  for (const key of keys) {
    for (const value of listed(tags.get(key))) {
      const accepted = accept(value);
      if (accepted !== undefined) return accepted;
    }
  }
  return undefined;
}

function webAddress(value: string): string | undefined {
  const address = /^[a-z][a-z\d+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!/^https?:\/\/[^\s/]+\.[^\s/]/i.test(address) || !URL.canParse(address)) return undefined;
  return address;
}

function wheelchairOf(value: string | undefined): OpenStreetMapFacts['wheelchair'] {
  if (value === 'designated') return 'yes';
  return value === 'yes' || value === 'limited' || value === 'no' ? value : undefined;
}

function checkedOn(tags: Tags): string | undefined {
  let latest: string | undefined;
  for (const [key, value] of tags) {
    if (!/^(?:check_date(?::.*)?|survey:date|lastcheck|last_checked|.*:(?:check_date|lastcheck|survey_date|check))$/.test(key)) continue;
    if (!isDay(value)) continue;
    if (latest === undefined || value > latest) latest = value;
  }
  return latest;
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOnly<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
