import type { Outside } from '@seisi/schema/outside';
import type { Config } from './config.ts';
import { openRegisterSimulator } from './register-simulator.ts';

/** Registers of other departments, and how to let go of them. */
export type OpenRegisters = { readonly outside: Outside; close(): Promise<void> };

/** The registers that the configuration names; where it names none, invented ones, and in production none at all. */
export async function openRegisters({ registers, isProduction }: Config): Promise<OpenRegisters> {
  if (registers !== null || isProduction) return { outside: registers ?? new Map(), close: async () => {} };
  const { addresses, close } = await openRegisterSimulator(new Date().getFullYear());
  return { outside: addresses, close };
}
