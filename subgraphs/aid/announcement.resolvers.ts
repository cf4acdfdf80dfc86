import { takeAct } from '@seisi/host/act';
import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { acts } from './act.table.ts';
import { announcementPlace } from './announcement.loaders.ts';
import { checkAnnouncer } from './announcement.policy.ts';
import { type AnnouncementRow, announcements } from './announcement.table.ts';
import { published, readAnnouncement, withdrawn } from './announcement.ts';
import type { RoomContext } from './context.ts';
import type { Resolvers } from './types.generated.ts';

/** Announcements: public, made and withdrawn by the department's headquarters. */
export const announcementResolvers = {
  Query: {
    announcements: async (_root, given, context) => {
      const list: PageList = {
        coordinate: 'Query.announcements',
        sort: 'startsOn desc, publishedAt desc, id desc',
      };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.announcementPage(page), page, announcementPlace, list, context);
    },
  },

  Mutation: {
    publishAnnouncement: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      checkAnnouncer('publishAnnouncement', context.passport.basis);
      const { today, passport } = context;
      const announced = readAnnouncement(input);
      const { id } = await takeAct(context, acts, {
        ...{ name: 'publishAnnouncement', idempotencyKey, input: announced },
        take: async (transaction, at) => {
          const row = published(announced, { by: passport.viewer?.id ?? '', at, today });
          await transaction.insert(announcements).values(row);
          return { id: row.id };
        },
      });
      return { announcement: await announcementOf(id, context) };
    },

    withdrawAnnouncement: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      checkAnnouncer('withdrawAnnouncement', context.passport.basis);
      const id = uuidArgument('input.id', input.id);
      const ofId = eq(announcements.id, id);
      await takeAct(context, acts, {
        ...{ name: 'withdrawAnnouncement', idempotencyKey, input: { id } },
        take: async (transaction, at) => {
          const [found] = await transaction.select().from(announcements).where(ofId).for('update');
          if (found === undefined) throw new RegistryError('NOT_FOUND', 'There is no such announcement.');
          await transaction.update(announcements).set(withdrawn(found, at)).where(ofId);
          return null;
        },
      });
      return { announcement: await announcementOf(id, context) };
    },
  },

  Announcement: {
    title: ({ titleMs, titleEn }, { language }) => (language === 'EN' ? titleEn : titleMs),
    body: ({ bodyMs, bodyEn }, { language }) => (language === 'EN' ? bodyEn : bodyMs),
  },
} satisfies Resolvers;

async function announcementOf(id: string, { db }: RoomContext): Promise<AnnouncementRow | null> {
  const [found] = await db.select().from(announcements).where(eq(announcements.id, id));
  return found ?? null;
}
