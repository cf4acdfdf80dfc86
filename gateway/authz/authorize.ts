import { classOf } from '@seisi/schema/access/class-problem';
import type { ClassTable } from '@seisi/schema/access/class-table';
import type { Access } from '@seisi/schema/access/read';
import { type ClassSet, type DataClass, isDataClass, opens } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import { ceiling } from '@seisi/schema/viewer';
import type { Denial } from '../denial.ts';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';
import { authorizeOperation } from './authorize-operation.ts';

/** What of the operation may this viewer ask at all? Closed fields go before planning; a mutation is refused whole (access §5). */
export function authorize(access: Access, table: ClassTable): Phase {
  return {
    name: 'authorize',
    run: (request) => {
      const { document, denied } = authorizeOperation(access, {
        document: request.document,
        operationName: request.operation.name?.value,
        variables: request.variables,
        rights: rightsOf(request),
      });
      request.filtered = document;
      const open = ceiling(request.basis);
      request.denials = denied.map(({ path, coordinate }) => ({
        path,
        coordinate,
        dataClass: missingClass({ access, table, open }, coordinate),
        reason: 'CLASS_NOT_IN_BASIS',
      }));
      const first = request.denials[0];
      if (request.operation.operation === 'mutation' && first !== undefined) throw refusedWhole(first);
    },
  };
}

/** The rights of a request: its token's scopes, and the classes that its basis can open at the most. */
function rightsOf({ caller, basis }: GraphRequest) {
  const open = ceiling(basis);
  return {
    authenticated: caller.viewer !== null,
    scopes: new Set(caller.viewer?.scopes ?? []),
    policies: { has: (name: string) => isDataClass(name) && opens(open, name) },
  };
}

type Missing = { readonly access: Access; readonly table: ClassTable; readonly open: ClassSet };

/** The class for want of which a field is closed: its own, or that of the type it returns; null where only what is below it, or what it is given, is closed. */
function missingClass({ access, table, open }: Missing, coordinate: string): DataClass | null {
  const [type = '', field = ''] = coordinate.split('.');
  const own = table.field(type, field);
  const returned = access.types.get(access.fields.get(coordinate)?.type ?? '');
  const asked = [
    own.kind === 'class' ? own.dataClass : null,
    returned === undefined ? null : classOf(returned.requirement),
  ];
  return asked.find((name) => name !== null && !opens(open, name)) ?? null;
}

function refusedWhole({ coordinate, dataClass, reason }: Denial): RegistryError {
  return new RegistryError(
    'UNAUTHORIZED_FIELD_OR_TYPE',
    `This ground does not open ${coordinate}; nothing was done.`,
    {
      coordinate,
      ...(dataClass === null ? {} : { class: dataClass }),
      reason,
    },
  );
}
