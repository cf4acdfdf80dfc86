import type { OkuApplicationRow } from '../../subgraphs/oku/application.table.ts';
import type { OkuCardRow, OkuRegistrationRow } from '../../subgraphs/oku/registration.table.ts';
import { dateOf, dayOf, yearsAfter } from './calendar.ts';
import type { Home, Member } from './home.ts';
import { okuApplicationOf } from './oku-application.ts';
import { scramble, uuidOf } from './random.ts';
import { readTable } from './reference-table.ts';

type Category = NonNullable<OkuRegistrationRow['category']>;
type Status = OkuRegistrationRow['status'];

/** One person's rows in the OKU register. */
export type OkuRows = {
  readonly registration: OkuRegistrationRow;
  readonly cards: OkuCardRow[];
  readonly applications: OkuApplicationRow[];
};

/** Shares of the categories in 2024 (JKM: LD, PH, BL, SD); the rest split as in Johor 2021 (ME 46 %, DE 31 %, MD 23 %). */
const SHARES: readonly (readonly [Category, number])[] = [
  ['LEARNING', 37.1],
  ['PHYSICAL', 35.6],
  ['VISUAL', 8.5],
  ['MENTAL', 8.4],
  ['HEARING', 5.7],
  ['MULTIPLE', 4.2],
  ['SPEECH', 0.5],
];

const LETTERS: Readonly<Record<Category, string>> = {
  HEARING: 'DE',
  VISUAL: 'BL',
  SPEECH: 'SD',
  PHYSICAL: 'PH',
  LEARNING: 'LD',
  MENTAL: 'ME',
  MULTIPLE: 'MD',
};

/** Validity of a card: no source gives one; five years is our choice. */
const CARD_YEARS = 5;

const CENTRES = readTable('../reference/oku.care_centre.tsv').map((row) => ({
  code: row['code']!,
  name: row['name']!,
}));

/** Kinds within a category that sources name, of which every other entry bears one. */
const KINDS: Readonly<Partial<Record<Category, readonly string[]>>> = {
  HEARING: ['BILATERAL_HEARING_LOSS', 'SINGLE_SIDED_DEAFNESS'],
  VISUAL: ['BLIND', 'LOW_VISION'],
  PHYSICAL: ['LIMB_LOSS', 'PARALYSIS', 'MUSCLE_WEAKNESS', 'CEREBRAL_PALSY'],
  LEARNING: ['GLOBAL_DELAY', 'DOWN_SYNDROME', 'INTELLECTUAL', 'AUTISM', 'ADHD', 'SPECIFIC_LEARNING'],
};

/**
 * The OKU registration and cards of one member, as planned or by the share of people who have one; null where there is none. Of all people 2.4 % have (JKM 2024), of the poor more,
 * by our estimate 6.
 */
export function okuOf(home: Home, member: Member, share: number): OkuRows | null {
  if (member.plan.oku !== undefined)
    return written(home, member, member.plan.oku, 'REGISTERED', dayOf(home.asOf) - 400);
  const { random, asOf } = home;
  if (home.plan.scripted || member.age < 2 || !random.chance(share)) return null;
  const drawn = random.weighted(SHARES);
  // Speech is assessed from the age of five.
  const category = drawn === 'SPEECH' && member.age < 6 ? 'LEARNING' : drawn;
  const status = random.weighted([
    ['REGISTERED', 90],
    ['UNDER_ASSESSMENT', 5],
    ['REFUSED', 3],
    ['STRUCK_OFF', 2],
  ] as const);
  const youngest = dayOf(member.row.birthDate) + (category === 'SPEECH' ? 1830 : 400);
  const earliest = Math.max(youngest, dayOf(asOf) - 3900);
  return written(home, member, category, status, random.between(earliest, dayOf(asOf) - 30));
}

function written(home: Home, member: Member, category: Category, status: Status, day: number): OkuRows {
  const entered = status === 'REGISTERED' || status === 'STRUCK_OFF';
  const number = `${LETTERS[category]}00${scramble(member.index, 10)}`;
  const centre =
    !home.plan.scripted && entered && home.random.chance(0.05) ? home.random.pick(CENTRES) : null;

  const registration: OkuRegistrationRow = {
    id: uuidOf(home.seed, 'oku-registration', member.index),
    personKey: member.row.key,
    status,
    number: entered ? number : null,
    category: entered ? category : null,
    categorySince: entered ? dateOf(day) : null,
    registeredOn: entered ? dateOf(day) : null,
    careCentre: centre?.name ?? null,
    subCategory: entered ? kindOf(category, member.index) : null,
    careCentreCode: centre?.code ?? null,
    struckOffOn: null,
  };
  const cards = entered ? cardsOf(home, member, registration, day) : [];
  return { registration, cards, applications: okuApplicationOf(home, member, registration, day) };
}

/** A kind within the category for every other entry, where sources name any. */
function kindOf(category: Category, index: number): string | null {
  const kinds = KINDS[category] ?? [];
  return kinds[Number(scramble(index, 10)) % (2 * Math.max(1, kinds.length))] ?? null;
}

/** A card each five years since registration, as long as the holder renewed; the newest may be lost, and is cancelled when the holder was struck off. */
function cardsOf(
  home: Home,
  member: Member,
  registration: OkuRegistrationRow,
  registeredOn: number,
): OkuCardRow[] {
  const { random, asOf, plan } = home;
  const cards: OkuCardRow[] = [];
  let issuedOn = dateOf(registeredOn);
  do {
    const expiresOn = yearsAfter(issuedOn, CARD_YEARS);
    cards.push({
      id: uuidOf(home.seed, 'oku-card', member.index * 4 + cards.length),
      registrationId: registration.id,
      number: `K${scramble(member.index * 4 + cards.length, 10)}`,
      issuedOn,
      expiresOn,
      lostOn: null,
      cancelledOn: null,
      purpose: cards.length === 0 ? 'FIRST' : 'RENEWAL',
      sendBy: null,
      sentOn: null,
      surrenderedOn: null,
      nth: cards.length,
    });
    issuedOn = expiresOn;
  } while (issuedOn < asOf && random.chance(0.85));
  const newest = cards[cards.length - 1]!;
  const since = random.between(dayOf(newest.issuedOn), Math.min(dayOf(asOf), dayOf(newest.expiresOn)));
  if (registration.status === 'STRUCK_OFF') newest.cancelledOn = registration.struckOffOn = dateOf(since);
  else if (!plan.scripted && random.chance(0.04)) newest.lostOn = dateOf(since);
  return cards;
}
