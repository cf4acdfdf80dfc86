import { CLASS_NAMES } from '@seisi/schema/class-names';
import { isDataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import { sentenceOf } from '@seisi/schema/sentence';
import type { Resolvers } from './types.generated.ts';

/** What a ground opens of an operation, told and not asked. */
export const explainResolvers = {
  Viewer: {
    explain: (_viewer, { operation, operationName, variables }, { loaders }) => {
      const { isRefusedWhole, fields } = loaders.explanationOf({
        operation,
        operationName: operationName ?? null,
        variables: variablesOf(variables),
      });
      return { isRefusedWhole, fields: [...fields] };
    },
  },
  FieldDecision: {
    path: ({ path }) => [...path],
    class: ({ dataClass }) => dataClass,
    className: ({ dataClass }, { language }) => {
      if (dataClass === null || !isDataClass(dataClass)) return null;
      const { en, ms } = CLASS_NAMES[dataClass];
      return language === 'EN' ? en : ms;
    },
    message: ({ reason, dataClass }, { language }) => {
      const { en, ms } = sentenceOf(reason, dataClass);
      return language === 'EN' ? en : ms;
    },
  },
} satisfies Resolvers;

function variablesOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new RegistryError('BAD_USER_INPUT', '`variables` takes one JSON object.', { argument: 'variables' });
}
