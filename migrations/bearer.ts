import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { readConfig } from './config.ts';
import { Refusal, runCommand } from './refusal.ts';
import { readSecrets } from './secrets.ts';
import { PERSONA_NAMES, type PersonaName, personas } from './seed/personas.ts';

/** A token of the development issuer for one persona; an unknown name is a `Refusal` that lists the names. */
export async function bearerOf(name: string | undefined, now: Date): Promise<string> {
  if (!isPersona(name)) {
    const asked = name === undefined ? 'A name is missing' : `There is no persona "${name}"`;
    throw new Refusal(
      `${asked}. Use: npx pnpm --silent bearer NAME, where NAME is ${PERSONA_NAMES.join(', ')}.`,
    );
  }
  const { issuerKey } = readSecrets(readConfig());
  return signPersonaToken(personas[name].token, issuerKey, { issuer: DEVELOPMENT_ISSUER, now });
}

function isPersona(name: string | undefined): name is PersonaName {
  return PERSONA_NAMES.some((known) => known === name);
}

if (import.meta.main) {
  await runCommand(async () => {
    const token = await bearerOf(process.argv[2], new Date());
    process.stdout.write(`${token}\n`);
  });
}
