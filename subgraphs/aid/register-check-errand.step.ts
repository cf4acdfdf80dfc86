import type { RoomParts } from '@seisi/host/context';
import type { Carrier } from '@seisi/host/courier';
import { askRegisters, openChecks } from './register-check.step.ts';

/** Nobody waits for it, so a slow register has time. */
const MILLISECONDS = 10_000;

/** What is to be asked again later; the code is all that is kept of it. */
class RegisterAway extends Error {
  readonly code = 'REGISTER_AWAY';
}

/** Carries checks: asks what nobody has asked yet, and again what was away. What a register will not tell, however often it is asked, is carried with that. */
export function checkCarrier(parts: Pick<RoomParts, 'inquire' | 'now'>): Carrier {
  return async ({ about }, db) => {
    await askRegisters({ ...parts, db }, about, { which: 'OPEN', milliseconds: MILLISECONDS });
    const open = await openChecks({ ...parts, db }, about, 'OPEN');
    if (open.length > 0) throw new RegisterAway('A register is away.');
    return async () => {};
  };
}
