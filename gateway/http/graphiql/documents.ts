import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServedDocument } from '../document.ts';

/** The page may load from here alone, speak to here alone, and stand in no frame. GraphiQL's editor writes its styles into the page and brings its fonts in its style sheet. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL, whole and offline, and the page of ours that puts it beside the personas and the decisions. */
export function graphiqlDocuments(): Readonly<Record<string, ServedDocument>> {
  return {
    '/': {
      contentType: 'text/html; charset=utf-8',
      text: own('page.html'),
      headers: {
        'cache-control': 'no-store',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'referrer-policy': 'no-referrer',
      },
      isPage: true,
    },
    '/graphiql/page.js': { contentType: SCRIPT, text: own('page.js') },
    '/graphiql/page.css': { contentType: STYLE, text: own('page.css') },
    '/graphiql/graphiql.js': { contentType: SCRIPT, text: async () => (await graphiql()).js },
    '/graphiql/graphiql.css': { contentType: STYLE, text: async () => (await graphiql()).css },
    '/graphiql/editor-worker.js': {
      contentType: SCRIPT,
      text: async () => (await graphiql()).editorWorkerService,
    },
    '/graphiql/json-worker.js': { contentType: SCRIPT, text: async () => (await graphiql()).jsonWorker },
    '/graphiql/graphql-worker.js': {
      contentType: SCRIPT,
      text: async () => (await graphiql()).graphqlWorker,
    },
  };
}

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Nine megabytes, which a gateway that nobody opens in a browser need not read. */
function graphiql() {
  return import('@graphql-yoga/render-graphiql/graphiql');
}

function own(file: string): string {
  return readFileSync(join(import.meta.dirname, file), 'utf8');
}
