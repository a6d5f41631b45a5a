// The explorer's page in Chromium.
// usage: explorer_page.mjs ADDRESS ADDRESS_OF_EVERY_TYPE ADDRESS_OF_ANOTHER_ENDPOINT CLIENT [--screenshots FOLDER]
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import axe from "axe-core";
import { chromium } from "playwright-core";

const [address, ownAddress, otherAddress, client, , screenshots] = process.argv.slice(2);
const LATEST = "2026-10-28.endive";
const MARKUP = "<img src=x onerror=\"document.title='x'\">";
const CHOSEN = {
  account_onboarding: { enabled: true, features: { external_account_collection: false } },
  payments: { enabled: true, features: { refund_management: false } },
  payouts: { enabled: true, features: { instant_payouts: true } },
};

const profile = mkdtempSync(join(tmpdir(), "explorer-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
  permissions: ["clipboard-read", "clipboard-write"],
});

/** Waits until a function is true in the page. Unlike the driver's own way, it needs no `eval`, which the page forbids. */
async function until(page, isTrue, argument, limit = 5000) {
  for (const end = Date.now() + limit; !(await page.evaluate(isTrue, argument)); await page.waitForTimeout(10)) {
    assert.ok(Date.now() < end, `not within ${limit} ms: ${isTrue}`);
  }
}

/** Opens the page. Its errors fail the test. */
async function open(fragment = "", { width = 1600, scheme = "light", base = address, prepare } = {}) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height: width > 1000 ? 1000 : 820 });
  await page.emulateMedia({ colorScheme: scheme });
  page.errors = [];
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  page.on("pageerror", (error) => page.errors.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) page.errors.push(request.url());
  });
  await prepare?.(page);
  await page.goto(`${base}/#${fragment}`);
  await until(page, () => preview !== undefined);
  return page;
}

const fragment = (selection) => new URLSearchParams(Object.entries(selection).map(([name, value]) =>
  [name, typeof value === "string" ? value : JSON.stringify(value)])).toString();
const settled = (page) => page.evaluate(() => update());
const pane = async (page, tab) => {
  await page.click("#tab-" + tab);
  return page.textContent("#pane pre");
};
const card = (page, name) => page.locator(`article[data-name="${name}"]`);
const radio = (page, component, feature, text) =>
  card(page, component).getByRole("radiogroup", { name: feature, exact: true }).getByRole("radio", { name: text });
/** Clears the log, once it shows the requests of the tests before. */
const clear = async (page) => {
  await until(page, () => log.entries.length > 0);
  await page.click("text=Clear");
};
const runClient = () => promisify(execFile)(client, [address]);

const tests = {
  async "1. version, account, components and features are chosen"() {
    const page = await open(fragment({ version: LATEST, account: "acct_sandbox_express" }));
    assert.equal(await page.locator("article").count(), 25);
    await page.selectOption("#version", "2024-09-30.acacia");
    assert.equal(await page.locator("article").count(), 11);
    await page.selectOption("#version", LATEST);
    await card(page, "payouts").getByRole("switch").check();
    await card(page, "payouts").getByText("default (off)").first().waitFor();
    await page.selectOption("#account", "acct_sandbox_standard");
    await card(page, "payouts").getByText("default (on)").first().waitFor();
    await page.getByLabel("loss liability").selectOption("");
    await card(page, "payouts").getByText("default (unknown)").first().waitFor();
    assert.equal(await page.inputValue("#account"), "");
    await page.getByText("No account of this sandbox has these facts").waitFor();
    assert.equal(await page.isDisabled("text=Send request"), true);
    await page.selectOption("#account", "acct_sandbox_express");
    const why = "components[payouts][features][external_account_collection] may be false only for accounts whose "
      + "requirement_collection is application";
    await card(page, "payouts").getByText(why).waitFor();
    assert.equal(await card(page, "payouts").locator(".not", { hasText: "off" }).count() > 0, true);
    await card(page, "payouts").locator("summary", { hasText: "instant_payouts" }).click();
    assert.equal(await card(page, "payouts").locator(".feature .doc").nth(1).isVisible(), true);
    await page.fill("#find", "instant payouts");
    assert.equal(await page.locator("article:visible").count() < 25, true);
    return page;
  },

  async "1. every type of value has a control"() {
    const page = await open("", { base: ownAddress });
    await page.locator("#params summary").first().click();
    const row = (name) => page.locator("#params .feature", { hasText: name });
    const names = await page.evaluate("api().params.map((param) => [param.name, param.type.kind])");
    for (const [name, kind] of names) {
      if (kind === "id" || kind === "components") continue;
      const control = row(name).first();
      if (kind === "enum") await control.locator("select").first().selectOption({ index: 1 });
      else if (kind === "boolean") await control.getByRole("radio", { name: "on" }).check();
      else await control.getByRole("radio", { name: "set", exact: true }).first().check();
      if (kind === "text") await control.locator("input[type=text]").first().fill(MARKUP);
    }
    await settled(page);
    const form = await pane(page, "form");
    for (const [name, kind] of names) {
      if (["enum", "boolean", "integer", "text"].includes(kind)) assert.match(form, new RegExp(`(^|\n)${name}=`), name);
    }
    return page;
  },

  async "1. the keyboard is enough"() {
    const page = await open(fragment({ version: LATEST, account: "acct_sandbox_express" }));
    const press = (key, times = 1) => Array.from({ length: times }).reduce((all) => all.then(() => page.keyboard.press(key)), Promise.resolve());
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.id);
    for (let count = 0; (await focused()) !== "account_management"; count++) {
      assert.ok(count < 40, "the first switch is not reached");
      await press("Tab");
    }
    await press("Space");
    await press("Tab", 3);
    assert.equal(await page.evaluate(() => document.activeElement.type), "radio");
    await press("ArrowRight");
    await settled(page);
    const chosen = await page.evaluate("state.components.account_management");
    assert.deepEqual(chosen, { enabled: true, features: { external_account_collection: true } });
    await page.focus("#tab-session");
    await press("ArrowRight", 2);
    assert.equal(await focused(), "tab-curl");
    await page.focus("text=Send request");
    await press("Enter");
    await page.getByText("Status 200").waitFor();
    return page;
  },

  async "2. form, curl, Rust, session and violations follow each change"() {
    const page = await open(fragment({ version: LATEST, account: "acct_sandbox_express", components: CHOSEN }));
    assert.match(await pane(page, "form"), /components\[payments\]\[features\]\[refund_management\]=false/);
    assert.match(await pane(page, "curl"), /^curl 'http:\/\/127\.0\.0\.1:\d+\/v1\/account_sessions' \\\n {2}--user sk_test_sandbox: /);
    assert.match(await pane(page, "rust"), /\.payments\(PaymentsParams::enabled\(\)\.refund_management\(false\)\)/);
    await pane(page, "session");
    const marks = () => page.locator("#pane pre mark").allTextContents();
    assert.ok((await marks()).includes('"refund_management": false,'), String(await marks()));
    assert.equal(await page.locator("#violations li").count(), 1);
    await radio(page, "payments", "refund_management", "default").check();
    await until(page, () => !document.querySelector("#pane").textContent.includes('"refund_management": false'));
    assert.equal((await marks()).includes('"refund_management": false,'), false);
    await radio(page, "account_onboarding", "external_account_collection", "default").check();
    await page.getByText("No violations").waitFor();
    await radio(page, "payouts", "external_account_collection", "off").check();
    await radio(page, "account_onboarding", "external_account_collection", "off").check();
    await page.getByText("2 violations").first().waitFor();
    await pane(page, "rust");
    await page.click("text=Copy");
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^use generated_client::v2026_10_28_endive::\{/);
    return page;
  },

  async "3. sends, and hides the client secret until asked"() {
    const { payments } = CHOSEN;
    const page = await open(fragment({ version: LATEST, account: "acct_sandbox_custom", components: { payments } }));
    await page.click("text=Send request");
    await page.getByText("Status 200").waitFor();
    const text = () => page.textContent("#pane");
    assert.match(await text(), /req_\w+/);
    assert.match(await text(), /"client_secret": "•+"/);
    assert.doesNotMatch(await text(), /_SandboxSecret/);
    await page.click("text=Show client secret");
    const secret = (await text()).match(/_SandboxSecret\w+/)[0];
    await page.click("text=Hide client secret");
    await page.click("[data-view=requests]");
    await page.locator("#entries button").first().click();
    await page.locator("#entry").getByText('"client_secret": "[redacted]"').waitFor();
    for (const place of [page.url(), await page.title(), await page.content()]) {
      assert.ok(!place.includes(secret) && !place.includes("_SandboxSecret"));
    }
    return page;
  },

  async "4. shows the request of another client within a second"() {
    const page = await open("view=requests");
    await clear(page);
    const count = async (expected, limit = 1000) =>
      until(page, (expected) => document.querySelectorAll("#entries .entry").length === expected, expected, limit);
    await count(0);
    await runClient();
    await count(1);
    const row = page.locator("#entries .entry").first();
    assert.match(await row.textContent(), /200POST \/v1\/account_sessions2024-09-30\.acaciaacct_sandbox_custom1/);
    await row.locator("button").click();
    await page.locator("#entry").getByText("components[payments][enabled]=true").waitFor();
    await page.locator("#entry").getByText("Status 200").waitFor();
    await page.click("text=Pause");
    await runClient();
    await page.getByText("Resume (1 new)").waitFor();
    await count(1);
    await page.click("text=Resume");
    await count(2);
    await page.fill("#filter", "acct_nobody");
    assert.equal(await page.locator("#entries .entry").count(), 0);
    await page.fill("#filter", "custom");
    assert.equal(await page.locator("#entries .entry:visible").count(), 2);
    await page.click("text=Clear");
    await count(0);
    return page;
  },

  async "4. a thousand requests are drawn in less than 100 ms"() {
    for (let count = 0; count < 1100; count += 50) {
      await Promise.all(Array.from({ length: 50 }, () => fetch(`${address}/v1/accounts/acct_nobody`)));
    }
    const page = await open("view=requests");
    await until(page, () => log.entries.length === 1000);
    const times = await page.evaluate(async () => {
      const all = [...log.entries].reverse();
      const times = [];
      for (let run = 0; run < 5; run++) {
        log.entries = [];
        drawEntries();
        await new Promise(requestAnimationFrame);
        const start = performance.now();
        addEntries([...all]);
        document.body.getBoundingClientRect();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b);
    });
    console.log(`     1,000 requests in ${times[2].toFixed(0)} ms`);
    assert.ok(times[2] < 100, String(times));
    for (let drawn = 0, steps = 0; drawn < 1000; steps++) {
      assert.ok(steps < 200, `${drawn} drawn`);
      await page.evaluate(() => $("more").scrollIntoView());
      await page.waitForTimeout(20);
      drawn = await page.locator("#entries .entry").count();
    }
    await page.fill("#filter", "acct_sandbox");
    assert.equal(await page.locator("#entries .entry").count(), 0);
    return page;
  },

  async "5. breaks requests, and shows who retries"() {
    const page = await open("view=requests");
    await clear(page);
    await page.fill("#fault", "status=503");
    await page.fill("#times", "2");
    await page.click("text=Add fault");
    await page.getByText("2 requests are going to fail.").waitFor();
    await runClient();
    await until(page, () => document.querySelectorAll("#entries .entry").length === 3);
    const rows = await page.locator("#entries .entry").allTextContents();
    assert.match(rows[0], /200POST.*3$/);
    assert.match(rows[1], /503POST.*2fault$/);
    assert.match(rows[2], /503POST.*1fault$/);
    await page.click("text=Add fault");
    await page.click("text=Drop faults");
    await until(page, () => document.getElementById("left").textContent === "");
    return page;
  },

  async "6. the matrix leads to a version"() {
    const page = await open("view=versions");
    await page.getByLabel(`payments smart_disputes_management in ${LATEST}: new`).waitFor();
    await page.getByLabel(`payments in ${LATEST}: changed`).waitFor();
    const rows = await page.locator("#matrix tbody tr").count();
    await page.check("#changes");
    assert.ok((await page.locator("#matrix tbody tr").count()) < rows);
    const cell = page.getByLabel(/^payment_disputes in .*: new$/);
    const [, version] = (await cell.getAttribute("aria-label")).match(/ in (.*): new/);
    await cell.click();
    await settled(page);
    assert.equal(await page.inputValue("#version"), version);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "payment_disputes");
    return page;
  },

  async "7. the selection is in the address"() {
    const page = await open(fragment({ version: LATEST, account: "acct_sandbox_standard", components: CHOSEN }));
    await radio(page, "payments", "dispute_management", "off").check();
    await page.getByLabel("loss liability").selectOption("application");
    await settled(page);
    const form = await pane(page, "form");
    assert.match(form, /dispute_management\]=false/);
    const other = await open(page.url().split("#")[1]);
    assert.equal(await pane(other, "form"), form);
    await page.reload();
    await until(page, () => preview !== undefined);
    assert.equal(await pane(page, "form"), form);
    await other.close();
    for (const broken of ["components=[1]&params=null&facts={", "version=x&account=y&components={\"a\":1,\"payments\":5}&view=z&tab=q"]) {
      const page = await open(broken);
      assert.deepEqual(page.errors, []);
      await page.close();
    }
    return page;
  },

  async "any description will do, such as that of another endpoint"() {
    const page = await open("", { base: otherAddress });
    await card(page, "payment_element").getByRole("switch").check();
    const filters = card(page, "payment_element").locator(".feature", { hasText: "payment_method_allow_redisplay_filters" });
    await filters.getByRole("radio", { name: "set", exact: true }).check();
    await filters.getByLabel("limited").check();
    await page.locator("#params summary").first().click();
    const customer = page.locator("#params .feature").filter({ has: page.getByText("customer", { exact: true }) });
    await customer.getByRole("radio", { name: "set", exact: true }).check();
    await customer.locator("input[type=text]").fill("cus_1");
    await page.getByText("No violations").waitFor();
    assert.match(await pane(page, "rust"), /\.payment_method_allow_redisplay_filters\(\["limited"\]\)/);
    await page.click("text=Send request");
    await page.getByText("Status 200").waitFor();
    assert.match(await page.textContent("#pane"), /"client_secret": "•+"/);
    return page;
  },

  async "names are text, never markup"() {
    const page = await open("", {
      base: ownAddress,
      prepare: (page) => page.route(/_sandbox\/(description|preview|matrix)/, async (route) => {
        const reply = await route.fetch();
        const name = JSON.stringify(MARKUP);
        await route.fulfill({ response: reply, body: (await reply.text()).replaceAll('"first"', name) });
      }),
    });
    await page.locator("h4", { hasText: "onerror" }).waitFor();
    assert.equal(await page.locator("h4").first().textContent(), MARKUP);
    await page.click("[data-view=versions]");
    assert.equal(await page.locator("#matrix tbody th").first().textContent(), MARKUP);
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.title(), "Account Sessions explorer");
    return page;
  },
};

for (const scheme of ["light", "dark"]) {
  for (const width of [1600, 380]) {
    tests[`axe finds nothing, ${scheme}, ${width} pixels`] = async () => {
      const page = await open(fragment({ version: LATEST, account: "acct_sandbox_express", components: CHOSEN }), { width, scheme });
      for (const view of ["build", "requests", "versions"]) {
        await page.click(`[data-view=${view}]`);
        if (view === "requests") {
          await page.locator("#entries button").first().click();
          await page.locator("#entry").getByText("Response").first().waitFor();
        }
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
        assert.deepEqual(found, [], view);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view} is too wide`);
        if (screenshots) await page.screenshot({ path: join(screenshots, `${view}-${width}-${scheme}.png`) });
      }
      return page;
    };
  }
}

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    const page = await test();
    assert.deepEqual(page.errors, []);
    await page.close();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n${error.stack}`);
  }
}
await browser.close();
rmSync(profile, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
