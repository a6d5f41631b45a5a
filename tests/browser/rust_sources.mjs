// Writes the explorer's Rust of random selections as a file of modules and tests. What the explorer predicts is compared with
// the session that the sandbox creates.
// usage: rust_sources.mjs FILE ADDRESS...
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";

const SELECTIONS = 40;
const [file, ...addresses] = process.argv.slice(2);

let seed = 20240930;
const random = (below) => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % below;
};
const pick = (list) => list[random(list.length)];

function value({ type, clearable }) {
  if (clearable && random(4) === 0) return null;
  switch (type.kind) {
    case "boolean": return random(2) === 0;
    case "integer": return pick([0, -1, 42, 2 ** 53 - 1]);
    case "timestamp": return random(2 ** 31);
    case "enum": return pick(type.values);
    case "id": return type.prefix + pick(["1", "a_b", "Z9"]);
    case "list": return Array.from({ length: random(4) }, () => value({ type: type.of }));
    case "object": return Object.fromEntries(type.fields
      .filter((field) => field.required || random(2) === 0).map((field) => [field.name, value(field)]));
    default: return pick(["a", "", "\"quoted\"", "back\\slash", "two\nlines", "{braces}", "é 漢字 \u0000", "' && $HOME"]);
  }
}

function selection(api) {
  const { version, accounts, account_param, params, components } = api;
  const free = params.filter((param) => param.name !== account_param && param.type.kind !== "components");
  const some = (specs) => Object.fromEntries(specs.filter(() => random(3) === 0).map((spec) => [spec.name, value(spec)]));
  return {
    version,
    account: pick(accounts)[0],
    params: some(free),
    components: Object.fromEntries(components.filter(() => random(2) === 0).map((component) =>
      [component.name, { enabled: random(3) > 0, features: some(component.features) }])),
  };
}

async function post(address, endpoint, selection) {
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch(`${address}/_sandbox/${endpoint}`, { method: "POST", headers, body: JSON.stringify(selection) });
  const json = await reply.json();
  if (!reply.ok) throw new Error(`${json.error.message}: ${JSON.stringify(selection)}`);
  return json;
}

/** Sends a request without violations. Values that are not known before are left to the sandbox. */
async function compare(address, selection, preview) {
  const { status, body } = await post(address, "send", selection);
  assert.equal(status, 200, body);
  const session = JSON.parse(body).components;
  for (const { name, enabled, features } of preview.components) {
    assert.equal(session[name].enabled, enabled, name);
    for (const feature of features.filter((feature) => feature.value !== null)) {
      assert.deepEqual(session[name].features[feature.name], feature.value, `${name} ${feature.name}`);
    }
  }
}

const rust = [];
let compared = 0;
for (const [index, address] of addresses.entries()) {
  const { versions } = await (await fetch(`${address}/_sandbox/description`)).json();
  for (const api of versions) {
    for (let count = 0; count < SELECTIONS; count++) {
      const chosen = selection(api);
      const preview = await post(address, "preview", chosen);
      // The API refuses to expand random names.
      if (!preview.violations.length && !chosen.params.expand) {
        await compare(address, chosen, preview);
        compared++;
      }
      const name = `selection_${rust.length}`;
      const texts = preview.violations.map((text) => JSON.stringify(text)).join(", ");
      const source = preview.rust.replace("use crate::api::", `use crate::api_${index}::`);
      rust.push(`mod ${name} {\n${source}}\n\n#[test]\nfn ${name}() {\n    `
        + `check(self::${name}::request(), ${JSON.stringify(preview.form)}, &[${texts}]);\n}\n`);
    }
  }
}
writeFileSync(file, rust.join("\n"));
console.log(`${rust.length} selections, ${compared} of them sent`);
