// Writes the explorer's Rust of random selections as a file of modules and tests.
// usage: rust_sources.mjs FILE ADDRESS...
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

const rust = [];
for (const address of addresses) {
  const { versions } = await (await fetch(`${address}/_sandbox/description`)).json();
  for (const api of versions) {
    for (let count = 0; count < SELECTIONS; count++) {
      const body = JSON.stringify(selection(api));
      const headers = { "Content-Type": "application/json" };
      const reply = await fetch(`${address}/_sandbox/preview`, { method: "POST", headers, body });
      const preview = await reply.json();
      if (!reply.ok) throw new Error(`${preview.error}: ${body}`);
      const name = `selection_${rust.length}`;
      const texts = preview.violations.map((text) => JSON.stringify(text)).join(", ");
      rust.push(`mod ${name} {\n${preview.rust}}\n\n#[test]\nfn ${name}() {\n    `
        + `check(self::${name}::request(), ${JSON.stringify(preview.form)}, &[${texts}]);\n}\n`);
    }
  }
}
writeFileSync(file, rust.join("\n"));
console.log(`${rust.length} selections`);
