import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { type ApplicationRow, applications } from './application.table.ts';

/** Who acts on an application, and when. */
export type Acting = { readonly applicationId: string; readonly by: string; readonly at: Date };

/** The lock on the application is that of its steps: nothing of it is decided twice at once. @throws NOT_FOUND */
export async function locked(transaction: Transaction, id: string): Promise<ApplicationRow> {
  const [found] = await transaction.select().from(applications).where(eq(applications.id, id)).for('update');
  if (found !== undefined) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such application.');
}
