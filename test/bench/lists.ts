import type { Started } from './lineup.ts';
import { LIMIT } from './variants.ts';

/** How many rows of a list are asked for. */
const ROWS = 20;

/** The lists that an officer begins a day with, each with what a row shows. */
const LISTS = {
  households: 'id registrationNumber',
  applicationFiles: 'id application { status scheme { code } }',
  referralFiles: 'id referral { status }',
  okuApplicationFiles: 'id application { status submittedAt } applicant { name }',
  volunteerApplicationFiles: 'id record { status interests } applicant { name }',
} as const;

/**
 * Aims the product at its lists, beside one statement for a profile as a measure of the machine. Answers are not compared: the limit has none.
 * @throws an Error where a list is answered with errors, or is empty
 */
export async function aimAtLists(started: readonly Started[]): Promise<readonly Started[]> {
  const product = started.find(({ variant }) => variant.name === 'seisi');
  if (product === undefined) throw new Error('Lists are asked of seisi: name it with --only.');
  const aimed = Object.entries(LISTS).map(([list, row]) => listed(product, list, row));
  for (const one of aimed) await refuseEmpty(one);
  return [...aimed, ...started.filter(({ variant }) => variant.name === LIMIT)];
}

function listed(one: Started, list: string, row: string): Started {
  const { variant, target } = one;
  const query = `{ ${list}(first: ${ROWS}) { edges { node { ${row} } } pageInfo { hasNextPage } } }`;
  return {
    ...one,
    variant: { ...variant, name: list },
    target: { ...target, name: `${target.name} ${list}`, bodies: [JSON.stringify({ query })] },
  };
}

async function refuseEmpty({ target, variant }: Started): Promise<void> {
  const { url, headers, bodies } = target;
  const response = await fetch(url, { method: 'POST', headers, body: bodies[0] ?? '' });
  const { data, errors } = (await response.json()) as {
    readonly data?: Readonly<Record<string, { readonly edges: readonly unknown[] } | null>>;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (errors !== undefined) throw new Error(`${variant.name}: ${errors[0]?.message}`);
  if (data?.[variant.name]?.edges.length !== ROWS) throw new Error(`${variant.name} does not fill a page.`);
}
