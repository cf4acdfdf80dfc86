import type { Life } from '@seisi/host/life';
import { uuidArgument } from '@seisi/host/scalars';
import type { DataClass } from '@seisi/schema/classes';
import { wantedIncome } from './recorded-income.ts';
import { FIELDS, type WantedUpdate, wantedUpdate } from './recorded-value.ts';
import { readText } from './registration-input.ts';
import type { RequestUpdateInput } from './types.generated.ts';
import type { UpdateRequestRow } from './update-request.table.ts';

export type UpdateRequestStatus = UpdateRequestRow['status'];
export type UpdateRequestAct = 'ACCEPT' | 'DECLINE' | 'WITHDRAW';

/** The life of a request: whoever asked may take it back, an officer accepts or declines it, and each is the end. */
export const updateRequestLife: Life<UpdateRequestStatus, UpdateRequestAct> = {
  PENDING: { ACCEPT: 'ACCEPTED', DECLINE: 'DECLINED', WITHDRAW: 'WITHDRAWN' },
  ACCEPTED: {},
  DECLINED: {},
  WITHDRAWN: {},
};

/** What is asked for, as it may be kept. */
export type UpdateWanted = Pick<
  UpdateRequestRow,
  | 'statement'
  | 'since'
  | 'incomeId'
  | 'source'
  | 'monthly'
  | 'until'
  | 'maritalStatus'
  | 'education'
  | 'employment'
  | 'phone'
  | 'email'
>;

/** Whoever accepts says where the values come from: the household told them, in a form. */
export const ASKED_FOR = { origin: 'DECLARATION', method: 'FORM' } as const;

/**
 * Reads a request by the rules by which an officer's own entry is read, so whatever is taken in can be accepted.
 * @throws BAD_USER_INPUT for a value, amount or day that an officer could not record, and where nothing is asked for
 */
export function readUpdateRequest(input: RequestUpdateInput, today: string): UpdateWanted {
  const { since, income } = input;
  const values = { maritalStatus: null, education: null, employment: null, phone: null, email: null };
  const isIncomeAlone =
    income != null && Object.keys(values).every((name) => input[name as keyof typeof values] == null);
  const said = isIncomeAlone ? [] : wantedUpdate({ ...input, ...ASKED_FOR, person: '' }, today).values;
  const named = Object.fromEntries(
    said.flatMap(({ field, value }) => {
      const { column } = FIELDS[field];
      return column === null ? [] : [[column, value]];
    }),
  );
  return {
    ...{ ...values, ...named, since, statement: readText('statement', input.statement) },
    ...(income == null ? NO_INCOME : readIncome({ ...income, since }, today)),
  };
}

const NO_INCOME = { incomeId: null, source: null, monthly: null, until: null } as const;

function readIncome(
  income: NonNullable<RequestUpdateInput['income']> & { readonly since: string },
  today: string,
): Pick<UpdateWanted, 'incomeId' | 'source' | 'monthly' | 'until'> {
  const { value } = wantedIncome({ ...income, ...ASKED_FOR, person: '', idempotencyKey: '' }, today);
  const { source, monthly, until = null } = value;
  const incomeId = income.income == null ? null : uuidArgument('input.income.income', income.income);
  return { incomeId, source, monthly, until };
}

/** The values of a request, as an update says them. */
export function valuesOf(row: UpdateWanted): WantedUpdate['values'] {
  return (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((field) => {
    const { column } = FIELDS[field];
    // Skills, illnesses and savings are not asked for here: an officer records them.
    const value = column === null ? null : row[column];
    return value === null ? [] : [{ field, value }];
  });
}

/** What an officer's duty opens who accepts a request, and who reads why it was asked. */
export function classesOf(row: UpdateWanted): DataClass[] {
  const ofValues = valuesOf(row).map(({ field }) => FIELDS[field].dataClass);
  return ['register', 'income', ...ofValues];
}
