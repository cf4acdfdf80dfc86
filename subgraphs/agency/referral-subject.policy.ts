import { uuidArgument } from '@seisi/host/scalars';
import type { DataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import type { RoomContext } from './context.ts';

/** About whom a referral is, by hidden key. */
export type Subject = { readonly type: 'Household' | 'Person'; readonly key: string };

const INQUIRY_MILLISECONDS = 2_000;

/**
 * Whom a public identifier means, where the ground of the request reaches them with the class of referrals. Whoever is out of reach takes the same steps as
 * nobody (access §7).
 * @throws BAD_USER_INPUT where not exactly one of the two is named, NOT_FOUND where nobody is within reach
 */
export async function subjectOf(
  context: RoomContext,
  { household, person }: { readonly household?: string | null; readonly person?: string | null },
): Promise<Subject> {
  if ((household == null) === (person == null))
    throw new RegistryError(
      'BAD_USER_INPUT',
      '`input.household` or `input.person` names whom it is about, one of the two.',
      {
        argument: 'input.household',
      },
    );
  const type = household == null ? 'Person' : 'Household';
  const id = uuidArgument(`input.${household == null ? 'person' : 'household'}`, household ?? person ?? '');
  const found = await context.inquire('SUBJECT', `${type}:${id}`, AbortSignal.timeout(INQUIRY_MILLISECONDS));
  const key = typeof found === 'string' ? found : crypto.randomUUID();
  if ((await context.reached('case', [{ type, key }])).size > 0) return { type, key };
  throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier whom you may refer.');
}

/** Nobody passes on what they may not read themselves. @throws BAD_USER_INPUT naming the class, NOT_FOUND where the subject has left the reach */
export async function checkPassedOn(
  context: RoomContext,
  subject: Subject,
  classes: readonly DataClass[],
): Promise<void> {
  const isOpen = async (name: DataClass) => (await context.reached(name, [subject])).size > 0;
  if (!(await isOpen('case')))
    throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier whom you may refer.');
  const verdicts = await Promise.all(classes.map(isOpen));
  const closed = classes.find((_name, at) => verdicts[at] !== true);
  if (closed === undefined) return;
  throw new RegistryError(
    'BAD_USER_INPUT',
    `\`input.classes\` names ${closed}, which you may not read of them yourself.`,
    {
      argument: 'input.classes',
    },
  );
}
