// The development page: GraphiQL asks as a persona, and what was decided stands beside the answer.
const element = (id) => document.getElementById(id);

const { personas, query } = await (await fetch('/graphiql/personas.json')).json();
const select = element('persona');
const chosen = () => personas.find(({ name }) => name === select.value) ?? null;

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) =>
    ({ json: '/graphiql/json-worker.js', graphql: '/graphiql/graphql-worker.js' })[label] ??
    '/graphiql/editor-worker.js',
};

select.append(...personas.map(({ name, title }) => new Option(`${name}: ${title}`, name)));
select.append(new Option('nobody: no token', ''));
select.addEventListener('change', showPersona);
// Each persona is shown the schema of its own ground.
select.addEventListener('change', () =>
  document.querySelector('[aria-label^="Re-fetch GraphQL schema"]')?.click(),
);
showPersona();

function showPersona() {
  const persona = chosen();
  element('says').textContent =
    persona === null ? 'Gets what is public.' : `${persona.says} Household: ${persona.household}`;
}

async function ask({ query: text, variables, operationName }, options) {
  const persona = chosen();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      ...(persona === null ? {} : { authorization: `Bearer ${persona.token}` }),
      ...options?.headers,
    },
    body: JSON.stringify({ query: text, variables, operationName, extensions: { decisions: true } }),
  });
  const answer = await response.json();
  if (operationName !== 'IntrospectionQuery') showDecisions(answer.extensions?.decisions ?? [], persona);
  return answer;
}

// Text is set as text: nothing of an answer becomes part of the page.
function showDecisions(decisions, persona) {
  const rows = decisions.map(({ path, class: dataClass, decision, reason, message }) => {
    const row = document.createElement('tr');
    row.dataset.decision = decision;
    row.title = [message?.en, message?.ms].filter(Boolean).join('\n');
    const said = reason == null ? decision : `${decision}: ${reason}`;
    for (const text of [[path].flat().join('.'), dataClass ?? '', said]) row.insertCell().textContent = text;
    return row;
  });
  element('decisions').replaceChildren(...rows);
  element('summary').textContent = `${rows.length} fields, asked as ${persona?.name ?? 'nobody'}.`;
}

globalThis.YogaGraphiQL.renderYogaGraphiQL(element('root'), {
  fetcher: ask,
  title: 'Seisi',
  query,
  variables: JSON.stringify({ id: personas[0]?.household ?? '' }, null, 2),
});
