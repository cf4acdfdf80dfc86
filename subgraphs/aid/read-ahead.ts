import { type FirstPage, firstPage, pageValues } from '@seisi/host/asked-of-subjects';
import { hotQuery } from '@seisi/host/hot-read';
import { jsonList, jsonRow } from '@seisi/host/json-row';
import { perArguments } from '@seisi/host/loader';
import type { Ahead } from '@seisi/host/read-ahead';
import { and, eq, sql } from 'drizzle-orm';
import {
  NEWEST_FIRST,
  OF_WANTED,
  onPage,
  type PlacedApplication,
  SUBMITTED_PLACE,
  wanted,
} from './application.loaders.ts';
import { applications, payments } from './application.table.ts';
import type { AidLoaders, RoomContext } from './context.ts';
import { NEWEST_MONTH_FIRST } from './payment.loaders.ts';
import type { ApplicationStatus } from './types.generated.ts';

const APPLICATION = jsonRow(applications);
const PAYMENT = jsonRow(payments);

/** What the statement reads beside applications. */
type Variant = { readonly byStatus: boolean; readonly payments: boolean };

/** An application as the statement writes it; its payments are null where they are not wanted. */
type Line = readonly [
  application: readonly unknown[],
  submittedPlace: string,
  payments: readonly (readonly unknown[])[] | null,
];

const PAYMENTS = sql`case when wanted.key = any(${sql.placeholder('paid')}::uuid[]) then ${jsonList(
  sql`select ${PAYMENT.written} from ${payments} where ${eq(payments.applicationId, applications.id)}
    order by ${NEWEST_MONTH_FIRST} limit ${sql.placeholder('paymentRows')}`,
)} end`;

const NOTHING = sql`null`;

const statementOf = perArguments((variant: Variant) => {
  const status = variant.byStatus ? sql.placeholder('status') : null;
  return hotQuery<'keys' | 'status' | 'rows' | 'paid' | 'paymentRows'>(
    sql`select wanted.key, ${jsonList(
      sql`select json_build_array(${APPLICATION.written}, ${SUBMITTED_PLACE}, ${variant.payments ? PAYMENTS : NOTHING})
        from ${applications} where ${and(OF_WANTED, onPage({ status, after: null }))}
        order by ${sql.join([...NEWEST_FIRST], sql`, `)} limit ${sql.placeholder('rows')}`,
    )} from ${wanted(sql.placeholder('keys'))}`,
    { keys: ['keys'], narrowing: ['paid'] },
  );
});

/** What is asked below people: one page of applications, and of those one page of payments. */
type Asked = {
  readonly list: FirstPage;
  readonly status: ApplicationStatus | null;
  readonly paid: FirstPage | null;
};

/** Reads in one statement a page of applications of each person, with a page of payments of each. */
export async function readAhead(ahead: Ahead, { loaders, read }: RoomContext): Promise<void> {
  const asked = askedIn(ahead);
  if (asked === null) return;
  const { list, status, paid } = asked;
  const statement = statementOf({ byStatus: status !== null, payments: paid !== null });
  const payments = pageValues(paid);
  const rows = await statement(read, {
    ...pageValues(list),
    status,
    paid: payments.keys,
    paymentRows: payments.rows,
  });
  const byApplicant = loaders.applicationsByApplicant({ ...list.page, status });
  for (const [key, text] of rows) {
    const lines = JSON.parse(text ?? '[]') as readonly Line[];
    byApplicant.prime(
      key ?? '',
      lines.map((line) => give(line, asked, loaders)),
    );
  }
}

function askedIn(ahead: Ahead): Asked | null {
  const list = firstPage(ahead.ofSubjects('Person', 'applications'));
  if (list === null) return null;
  return {
    list,
    status: (list.args['status'] ?? null) as ApplicationStatus | null,
    paid: firstPage(list.asked.flatMap((each) => each.below('Application', 'edges', 'node', 'payments'))),
  };
}

/** Gives the loaders the payments of an application, and returns its row. */
function give(
  [application, submittedPlace, payments]: Line,
  asked: Asked,
  loaders: AidLoaders,
): PlacedApplication {
  const row = APPLICATION.read(application);
  if (asked.paid !== null && payments !== null)
    loaders.paymentsByApplication(asked.paid.page).prime(row.id, payments.map(PAYMENT.read));
  return { ...row, submittedPlace };
}
