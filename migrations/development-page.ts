import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DevelopmentPage } from '@seisi/gateway/serve-settings';
import { cloneFolder } from './home.ts';
import { personas } from './seed/personas.ts';

/** The page of the development issuer: every persona, and the household profile loaded; the welfare officer, who sees most of it, is the first. */
export function developmentPage(): DevelopmentPage {
  const all = Object.values(personas).map(({ name, title, says, profileHousehold, token }) => ({
    name,
    title,
    says,
    household: profileHousehold,
    token,
  }));
  const isFirst = ({ name }: { readonly name: string }) => name === 'district-officer';
  return {
    personas: [...all.filter(isFirst), ...all.filter((persona) => !isFirst(persona))],
    query: readFileSync(join(cloneFolder, 'test', 'queries', 'household-profile.graphql'), 'utf8'),
  };
}
