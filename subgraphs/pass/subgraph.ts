import { joinedResolvers } from '@seisi/host/joined-resolvers';
import { loaderGroups } from '@seisi/host/loader-groups';
import type { FileRule, Subgraph } from '@seisi/host/subgraph';
import type { PassLoaders } from './context.ts';
import { documentRule } from './document.ticket.ts';
import { employerResolvers } from './employer.resolvers.ts';
import { openErrands } from './errand.step.ts';
import { issueResolvers } from './issue.resolvers.ts';
import { readAhead } from './read-ahead.ts';
import { renewalLoaders } from './renewal.loaders.ts';
import { renewalResolvers } from './renewal.resolvers.ts';
import type { PassRenewalRow } from './renewal.table.ts';
import { renewalPartLoaders } from './renewal-part.loaders.ts';
import { workPassLoaders } from './work-pass.loaders.ts';
import { workPassResolvers } from './work-pass.resolvers.ts';

const join = loaderGroups();

/** Whose grant opens a file: that of who speaks for the employer. */
const renewalFile: FileRule = {
  subject: ({ personKey }: PassRenewalRow) => personKey,
  grant: ({ person }: { readonly person?: { readonly grant?: unknown } | null }) => person?.grant,
};

/** The room of work passes: who employs whom under which pass, and how passes are renewed. */
export const subgraph: Subgraph<PassLoaders> = {
  name: 'pass',
  folder: import.meta.dirname,
  resolvers: joinedResolvers(employerResolvers, issueResolvers, renewalResolvers, workPassResolvers),
  loaders: (parts) =>
    join(
      () => renewalLoaders(parts),
      () => renewalPartLoaders(parts),
      () => workPassLoaders(parts),
    ),
  readAhead,
  documents: documentRule,
  works: openErrands,
  files: { PassRenewalFile: renewalFile },
};
