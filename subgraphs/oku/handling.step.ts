import { type Transaction, takeAct } from '@seisi/host/act';
import { type State, stateOf } from '@seisi/schema/calendar/state';
import { acts } from './act.table.ts';
import type { Acting } from './application.step.ts';
import type { OkuApplicationFileRow } from './application.table.ts';
import type { RoomContext } from './context.ts';
import type { ActingOnEntry, Office } from './locked-registration.step.ts';
import type { OkuRegistrationFileRow } from './registration.table.ts';

/** One act of a viewer, as it was asked. */
type Asked = {
  /** The mutation field. */
  readonly name: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same act is the same text. */
  readonly input: object;
};

/**
 * Takes an act on an application, once for its idempotency key, and gives its file as it stands then.
 * @throws as `takeAct`, and whatever the act throws
 */
export async function handleApplication(
  context: RoomContext,
  {
    applicationId,
    take,
    ...asked
  }: Asked & {
    readonly applicationId: string;
    readonly take: (transaction: Transaction, acting: Acting & Office) => Promise<unknown>;
  },
): Promise<{ readonly file: OkuApplicationFileRow | null }> {
  const { by, state } = actorOf(context);
  await takeAct(context, acts, {
    ...asked,
    input: { applicationId, ...asked.input },
    take: async (transaction, at) => {
      await take(transaction, { applicationId, by, at, state });
      return applicationId;
    },
  });
  return { file: await applicationFile(context, applicationId) };
}

/** The file of an application as it stands now. */
export function applicationFile({ loaders }: RoomContext, id: string): Promise<OkuApplicationFileRow | null> {
  loaders.applicationFileById.forget(id);
  return Promise.resolve(loaders.applicationFileById.load(id));
}

/** The same of an entry of the register. */
export async function handleRegistration(
  context: RoomContext,
  {
    registrationId,
    take,
    ...asked
  }: Asked & {
    readonly registrationId: string;
    readonly take: (transaction: Transaction, acting: ActingOnEntry & Office) => Promise<unknown>;
  },
): Promise<{ readonly file: OkuRegistrationFileRow | null }> {
  const { by, state } = actorOf(context);
  const { loaders } = context;
  await takeAct(context, acts, {
    ...asked,
    input: { registrationId, ...asked.input },
    take: async (transaction, at) => {
      await take(transaction, { registrationId, by, at, state });
      return registrationId;
    },
  });
  loaders.registrationById.forget(registrationId);
  return { file: await loaders.registrationById.load(registrationId) };
}

/** Putrajaya, where the department sits: by its calendar days are counted of what no officer of a state does. */
const SEAT = '16';

function actorOf({ passport: { viewer, basis } }: RoomContext): {
  readonly by: string;
  readonly state: State;
} {
  const [area = SEAT] = basis.kind === 'POSTING' ? basis.areas : [];
  const code = area === 'MY' ? SEAT : (area.split('_')[0] ?? SEAT).padStart(2, '0');
  return { by: viewer?.id ?? '', state: stateOf(code) };
}
