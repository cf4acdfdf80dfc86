import { type Fields, page } from './field.ts';
import { read } from './reference.ts';

const VERSIONS = read('person.article').map((line) => ({
  ...{ id: line['id']!, code: line['code']!, topic: line['topic']!, source: line['source']! },
  version: Number(line['version']),
  startsOn: line['starts_on']!,
  endsOn: line['ends_on'] || null,
  title: { MS: line['title_ms'], EN: line['title_en'] },
  body: { MS: line['body_ms'], EN: line['body_en'] },
}));

type Version = (typeof VERSIONS)[number];

const CODES = [...new Set(VERSIONS.map(({ code }) => code))].toSorted();

/** The knowledge base: of each article what was the newest on a day, unless it had ended. */
export const articleFields: Fields = {
  'Query.articles': (_root, given, { registry }) => {
    const day = String(given['on'] ?? registry.today);
    const inForce = CODES.flatMap((code) => {
      const begun = VERSIONS.filter((one) => one.code === code && one.startsOn <= day);
      const newest = begun.toSorted((one, other) => other.version - one.version)[0];
      return newest === undefined || (newest.endsOn !== null && newest.endsOn < day) ? [] : [newest];
    });
    return page(
      inForce.filter(({ topic }) => given['topic'] == null || topic === given['topic']),
      given,
    );
  },
  'Article.title': ({ title }: Version, { language }) => title[language === 'EN' ? 'EN' : 'MS'],
  'Article.body': ({ body }: Version, { language }) => body[language === 'EN' ? 'EN' : 'MS'],
};
