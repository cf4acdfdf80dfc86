import { type Config, readConfig } from '@seisi/migrations/config';

/** The configuration of a registry that the bench keeps for itself. The environment's database, port and issuer do not count: the bench uses none of them. */
export function benchConfig(home: string): Config {
  return readConfig({ SEISI_HOME: home });
}

/** The environment of a variant's process: as in production, for each of them. */
export function variantEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1', ...more };
}

/** The environment of the command that fills a home: nothing else that is set counts. */
export function seedingEnvironment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], SEISI_HOME: home };
}
