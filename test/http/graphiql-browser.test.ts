import { PERSONA_NAMES } from '@seisi/migrations/seed/personas';
import chromium from '@sparticuz/chromium';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
let browser: Browser;
let page: Page;
/** Every address that the page asked for, and every complaint of the browser. */
const asked: string[] = [];
const complaints: string[] = [];

/** A busy machine starts a browser slowly. */
const PATIENT = { timeout: 25_000 };

/** Presses the button and waits for what was decided of the new answer. */
async function run(who: string): Promise<string> {
  await page.select('#persona', who);
  await page.click('.graphiql-execute-button');
  const summary = () => page.$eval('#summary', ({ textContent }) => textContent);
  await expect.poll(summary, PATIENT).toContain(`asked as ${who === '' ? 'nobody' : who}.`);
  return page.$eval('#decisions', (table) => table.textContent ?? '');
}

/** The Chromium of the registry is built for these machines alone. */
const hasBrowser = process.platform === 'linux' && process.arch === 'x64';

describe.runIf(hasBrowser)('in a real Chromium', () => {
  beforeAll(async () => {
    house = await openHouse();
    const executablePath = await chromium.executablePath();
    browser = await launch({
      executablePath,
      headless: 'shell',
      // What the package adds for where it usually runs takes the policy of a page away.
      args: chromium.args.filter((flag) => flag !== '--disable-web-security'),
    });
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    await page.goto(house.url);
    await page.waitForSelector('.graphiql-execute-button');
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  test('the page opens with the household profile loaded, and a persona for everyone', async () => {
    expect(await page.$eval('.graphiql-query-editor', (editor) => editor.textContent)).toContain(
      'HouseholdProfile',
    );
    const nobody = 1;
    expect(await page.$$eval('#persona option', (options) => options.length)).toBe(
      PERSONA_NAMES.length + nobody,
    );
  });

  test('the decisions stand beside the editor and cover nothing of it', async () => {
    const edge = (selector: string, side: 'left' | 'right') =>
      page.$eval(selector, (element, of) => element.getBoundingClientRect()[of as 'left' | 'right'], side);

    expect(await edge('.graphiql-container', 'right')).toBeLessThanOrEqual(await edge('aside', 'left'));
  });

  test('the officer’s answer comes with its decisions beside it, and another persona’s are others', async () => {
    const officer = await run('district-officer');
    expect(officer).toContain('household.registrationNumber');
    expect(officer).toContain('OPEN');
    const result = () => page.$eval('.result-window', ({ textContent }) => textContent);
    // The editor writes only the lines that are in sight.
    await expect.poll(result, PATIENT).toContain('"household');
    const hospital = await run('hospital');
    expect(hospital).toContain('CLASS_NOT_IN_BASIS');
    expect(hospital).not.toBe(officer);
    expect(await run('')).not.toContain('registerOPEN');
  });

  test('another persona is another schema: the page asks for it anew', async () => {
    const told = page.waitForResponse(async (response) => {
      const isTold = response.request().postData()?.includes('IntrospectionQuery') ?? false;
      return isTold && !(await response.text()).includes('"name":"Household"');
    }, PATIENT);
    await page.select('#persona', '');
    expect((await told).status()).toBe(200);
  });

  test('the page asked nobody but the gateway, and the browser had nothing to complain of', () => {
    const elsewhere = asked.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== house.url);
    expect(elsewhere).toEqual([]);
    expect(asked.some((url) => url.endsWith('-worker.js'))).toBe(true);
    expect(complaints).toEqual([]);
  });
});
