import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { cloneFolder } from './home.ts';
import { knownHousehold } from './seed/known.ts';
import { PERSONA_NAMES } from './seed/personas.ts';

/** What a start prints when it is ready: the address, its pid, a `curl` that works when pasted into another terminal, and how to get tokens. */
export function greeting(config: Config, url: string, pid: number): string {
  return `
Seisi answers at ${url} (pid ${pid}). Ctrl-C stops it.

Ask for a household, as a welfare officer, from another terminal in this folder:

${curl(config, url)}
${browserLine(config, url)}
Tokens: npx pnpm --silent bearer NAME
  NAME: ${PERSONA_NAMES.join(', ')}
`;
}

/** Where tokens are signed elsewhere there is no page. */
function browserLine(config: Config, url: string): string {
  return config.issuer === null ? `\nOr ask in a browser: ${new URL('/', url).href}\n` : '';
}

function curl(config: Config, url: string): string {
  const body = JSON.stringify({ query: profileQuery(), variables: { id: knownHousehold.id } });
  const bearer = `${sameHome(config)}npx pnpm --silent bearer district-officer`;
  return [
    `curl -s ${url}`,
    `-H "Authorization: Bearer $(${bearer})"`,
    "-H 'Content-Type: application/json'",
    `--data ${quoted(body)}`,
  ].join(' ');
}

/** The token must be signed with the secrets of this start, so another terminal has to look in the same place. */
function sameHome(config: Config): string {
  const home = config.home === null ? '' : `SEISI_HOME=${quoted(config.home)} `;
  return config.secretsDir === null ? home : `${home}SEISI_SECRETS_DIR=${quoted(config.secretsDir)} `;
}

/** The main query on one line; it holds no text and no remark in which white space counts. */
function profileQuery(): string {
  const text = readFileSync(join(cloneFolder, 'test', 'queries', 'household-profile.graphql'), 'utf8');
  return text.replaceAll(/#.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
