// The explorer's page. It holds no rule of the API: predictions, violations and sources come from `/_sandbox/`.
// Texts are set as text, never as markup.
"use strict";

const $ = (id) => document.getElementById(id);
const FACTS_BY_HAND = "";
const MAX_ENTRIES = 1000;
const DRAWN_AT_ONCE = 100;

let description;
let state = { view: "build", tab: "session", version: "", account: null, facts: {}, params: {}, components: {} };
let preview;
let response;

/** Makes an element. Attributes that are false or missing are left out; `on...` adds a listener. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** Calls an endpoint: with a body by POST, else by GET. */
async function call(endpoint, body) {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const reply = await fetch("/_sandbox/" + endpoint, body === undefined ? {} : post);
  const json = await reply.json();
  if (!reply.ok) throw new Error(json.error.message);
  return json;
}

function notice(text) {
  $("notice").textContent = text ?? "";
  $("notice").hidden = !text;
}

const api = () => description.versions.find((version) => version.version === state.version);
const show = (value) => (value === true ? "on" : value === false ? "off" : value === null || value === undefined ? "unknown"
  : typeof value === "string" ? value : JSON.stringify(value));

/** A name that may be broken after each underscore. */
const breakable = (name) => name.split(/(?<=_)/).flatMap((part, index) => (index ? [h("wbr"), part] : [part]));

// The selection in the address.

const hasSecret = (type) => type.kind === "secret" || (type.kind === "list" && hasSecret(type.of))
  || (type.kind === "object" && type.fields.some((field) => hasSecret(field.type)));

function writeAddress() {
  const types = Object.fromEntries(api().params.map((param) => [param.name, param.type]));
  const features = Object.fromEntries(api().components.flatMap((component) =>
    component.features.map((feature) => [component.name + "." + feature.name, feature.type])));
  const open = (named, prefix, known) =>
    Object.fromEntries(Object.entries(named).filter(([name]) => !hasSecret(known[prefix + name])));
  const components = Object.fromEntries(Object.entries(state.components).map(([name, chosen]) =>
    [name, { ...chosen, features: open(chosen.features, name + ".", features) }]));
  const address = new URLSearchParams({ view: state.view, tab: state.tab, version: state.version });
  if (state.account === null) address.set("facts", JSON.stringify(state.facts));
  else address.set("account", state.account);
  const params = open(state.params, "", types);
  if (Object.keys(params).length) address.set("params", JSON.stringify(params));
  if (Object.keys(components).length) address.set("components", JSON.stringify(components));
  history.replaceState(null, "", "#" + address);
}

function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const object = (name) => {
    try {
      const value = JSON.parse(address.get(name) ?? "{}");
      return value && typeof value === "object" && !Array.isArray(value) ? value : {};
    } catch {
      return {};
    }
  };
  const views = ["build", "requests", "versions"];
  state.view = views.includes(address.get("view")) ? address.get("view") : "build";
  state.tab = $("tab-" + address.get("tab")) ? address.get("tab") : "session";
  state.version = address.get("version") ?? "";
  if (!api()) state.version = description.versions[0].version;
  state.account = address.has("facts") ? null : address.get("account");
  state.facts = object("facts");
  state.params = object("params");
  state.components = object("components");
  keepKnown();
}

/** Drops what the version does not have. */
function keepKnown() {
  const { accounts, facts, params, components, account_param } = api();
  const pick = (named, known) => Object.fromEntries(Object.entries(named).filter(([name]) => known.includes(name)));
  const values = (name) => facts.find((fact) => fact.name === name)?.values ?? [];
  state.facts = Object.fromEntries(Object.entries(state.facts).filter(([name, value]) => values(name).includes(value)));
  const isFree = (param) => param.name !== account_param && param.type.kind !== "components";
  state.params = pick(state.params, params.filter(isFree).map((param) => param.name));
  state.components = pick(state.components, components.map((component) => component.name));
  for (const [name, chosen] of Object.entries(state.components)) {
    const features = components.find((component) => component.name === name).features.map((feature) => feature.name);
    const given = chosen && typeof chosen.features === "object" && chosen.features ? chosen.features : {};
    state.components[name] = { enabled: chosen?.enabled === true, features: pick(given, features) };
  }
  if (state.account !== null && !accounts.some(([id]) => id === state.account)) state.account = accounts[0][0];
  if (state.account === null && !Object.keys(state.facts).length && !location.hash.includes("facts=")) {
    state.account = accounts[0][0];
  }
}

// Controls.

let serial = 0;

/** Edits a value of a type. */
function editor(type, value, change, label) {
  const text = (kind, read) => h("input", {
    type: kind, value: String(value ?? ""), "aria-label": label, autocomplete: "off", spellcheck: "false",
    oninput: (event) => change(read(event.target.value)),
  });
  const number = (text) => (/^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : text);
  switch (type.kind) {
    case "boolean":
      return h("label", { class: "check" }, h("input", {
        type: "checkbox", checked: value === true, onchange: (event) => change(event.target.checked),
      }), "on");
    case "integer":
    case "timestamp":
      return text("number", number);
    case "secret":
      return text("password", (text) => text);
    case "enum":
      return h("select", { "aria-label": label, value, onchange: (event) => change(event.target.value) },
        type.values.map((option) => h("option", { selected: option === value }, option)));
    case "object":
      return h("div", { class: "nested" }, type.fields.map((field) => {
        const edit = (next) => {
          value = { ...value };
          if (next === undefined) delete value[field.name];
          else value[field.name] = next;
          change(value);
        };
        return h("div", {}, feature(field),
          setting(field, value?.[field.name], edit, "not set").node);
      }));
    case "list": {
      const items = Array.isArray(value) ? value : [];
      if (type.of.kind === "enum") {
        const all = new Set(items);
        return h("div", { class: "choices" }, type.of.values.map((option) => h("label", { class: "check" }, h("input", {
          type: "checkbox", checked: all.has(option), onchange: (event) => {
            if (event.target.checked) all.add(option);
            else all.delete(option);
            change(type.of.values.filter((known) => all.has(known)));
          },
        }), option)));
      }
      const isPlain = ["text", "id", "integer", "timestamp", "secret"].includes(type.of.kind);
      const read = (text) => {
        if (isPlain) {
          const lines = text.split("\n").filter((line) => line !== "");
          return ["integer", "timestamp"].includes(type.of.kind) ? lines.map(number) : lines;
        }
        try { return JSON.parse(text); } catch { return text; }
      };
      const hint = isPlain ? "one per line" : "a list in JSON";
      return h("textarea", {
        rows: 3, "aria-label": `${label}, ${hint}`, placeholder: hint, value: isPlain ? items.join("\n") : JSON.stringify(items),
        oninput: (event) => change(read(event.target.value)),
      });
    }
    default:
      return text("text", (text) => text);
  }
}

const FIRST = { boolean: true, integer: 0, timestamp: 0, list: [], object: {} };

/** A value that may be left to its default, be set, or be cleared. `show` says what the default is. */
function setting(spec, value, change, unset = "default") {
  const { type, clearable, name } = spec;
  const options = [["", undefined, unset]];
  if (type.kind === "boolean") options.push(["true", true, "on"], ["false", false, "off"]);
  else if (type.kind === "enum") type.values.forEach((text) => options.push(["=" + text, text, text]));
  else options.push(["set", FIRST[type.kind] ?? "", "set"]);
  if (clearable) options.push(["clear", null, "clear"]);
  const key = (value) => (value === undefined ? "" : value === null ? "clear" : type.kind === "boolean" ? String(value)
    : type.kind === "enum" ? "=" + value : "set");
  const group = "g" + serial++;
  const place = h("div", { hidden: true });
  const labels = {};
  const edit = () => {
    const isSet = value !== undefined && value !== null && type.kind !== "boolean" && type.kind !== "enum";
    place.hidden = !isSet;
    place.replaceChildren(...(isSet ? [editor(type, value, (next) => { value = next; change(next); }, name)] : []));
  };
  const choose = (next) => {
    value = next;
    edit();
    change(next);
  };
  let control;
  if (type.kind === "enum") {
    control = h("select", { "aria-label": name, onchange: (event) => choose(options[event.target.selectedIndex][1]) },
      options.map(([id, , text]) => labels[id] = h("option", { selected: id === key(value) }, text)));
  } else {
    control = h("div", { class: "segments", role: "radiogroup", "aria-label": name },
      options.map(([id, option, text]) => h("label", {},
        h("input", { type: "radio", name: group, value: id, checked: id === key(value), onchange: () => choose(option) }),
        labels[id] = h("span", {}, text))));
  }
  edit();
  const why = h("p", { class: "why", id: group + "w", hidden: true });
  return {
    node: h("div", { class: "setting" }, control, place, why),
    show(known) {
      labels[""].textContent = `${unset} (${show(known.default)})`;
      const forbidden = known.forbidden;
      for (const [id, option] of options) {
        const isForbidden = forbidden !== null && option === forbidden.value;
        labels[id].parentElement.classList.toggle("not", isForbidden);
      }
      why.hidden = forbidden === null;
      why.textContent = forbidden?.reason ?? "";
      if (forbidden) control.setAttribute("aria-describedby", why.id);
      else control.removeAttribute("aria-describedby");
    },
  };
}

// Building a request.

let cards = [];

function drawSetup() {
  const { version, accounts, facts } = api();
  $("version").replaceChildren(...description.versions.map((known) =>
    h("option", { value: known.version, selected: known.version === version }, known.version)));
  $("account").replaceChildren(
    ...accounts.map(([id]) => h("option", { value: id, selected: id === state.account }, id)),
    h("option", { value: FACTS_BY_HAND, selected: state.account === null }, "facts set by hand"),
  );
  const own = state.account === null ? state.facts : accounts.find(([id]) => id === state.account)[1];
  $("facts").replaceChildren(...facts.map((fact) => h("label", { title: `${fact.doc}\n${fact.account_field}` },
    fact.name.replaceAll("_", " "),
    h("select", {
      onchange: (event) => {
        state.facts = { ...own, [fact.name]: event.target.value };
        if (!event.target.value) delete state.facts[fact.name];
        state.account = null;
        drawSetup();
        update();
        $("facts").querySelectorAll("select")[facts.indexOf(fact)].focus();
      },
    }, ["", ...fact.values].map((value) =>
      h("option", { value, selected: value === (own[fact.name] ?? "") }, value || "unknown"))))));
}

function drawCards() {
  const { params, components, account_param } = api();
  const free = params.filter((param) => param.name !== account_param && param.type.kind !== "components");
  $("params").replaceChildren(...(free.length ? [h("details", { class: "card", open: Object.keys(state.params).length > 0 },
    h("summary", {}, `Other parameters (${free.length})`), free.map((param) => h("div", { class: "feature" },
      feature(param), setting(param, state.params[param.name], (value) => {
        if (value === undefined) delete state.params[param.name];
        else state.params[param.name] = value;
        update();
      }, "not set").node)))] : []));
  cards = components.map((component) => card(component));
  $("cards").replaceChildren(...cards.map((card) => card.node));
  find();
}

function feature({ name, doc, required }) {
  const title = required ? name + " (required)" : name;
  return doc ? h("details", {}, h("summary", {}, title), h("p", { class: "doc" }, doc)) : h("span", { class: "mono" }, title);
}

function card(component) {
  const { name, doc, features } = component;
  const set = (name, value) => {
    const chosen = state.components[component.name] ?? { enabled: false, features: {} };
    if (name === null) chosen.enabled = value;
    else if (value === undefined) delete chosen.features[name];
    else chosen.features[name] = value;
    const isEmpty = !chosen.enabled && !Object.keys(chosen.features).length;
    if (isEmpty) delete state.components[component.name];
    else state.components[component.name] = chosen;
    update();
  };
  const chosen = state.components[name];
  const settings = features.map((spec) =>
    setting(spec, chosen?.features[spec.name], (value) => set(spec.name, value)));
  const rows = h("details", { open: chosen !== undefined },
    h("summary", {}, features.length === 1 ? "1 feature" : `${features.length} features`),
    features.map((spec, index) => h("div", { class: "feature" }, feature(spec), settings[index].node)));
  const toggle = h("input", {
    type: "checkbox", role: "switch", "aria-label": name, checked: chosen?.enabled === true,
    onchange: (event) => {
      if (event.target.checked) rows.open = true;
      set(null, event.target.checked);
    },
  });
  const node = h("article", { class: "card", "data-name": name },
    h("div", { class: "bar" }, h("h4", {}, breakable(name)), h("span", { class: "switch" }, toggle)),
    doc && h("p", { class: "doc" }, doc), features.length ? rows : h("p", { class: "muted" }, "No features"));
  return {
    node,
    words: [name, ...features.map((spec) => spec.name)].join(" ").toLowerCase(),
    show(known) {
      node.classList.toggle("on", known.enabled);
      known.features.forEach((feature, index) => settings[index].show(feature));
    },
  };
}

function find() {
  const words = $("find").value.toLowerCase().trim().replaceAll(" ", "_");
  cards.forEach((card) => { card.node.hidden = !card.words.includes(words); });
}

const choice = () => ({
  version: state.version, account: state.account, facts: state.account === null ? state.facts : {}, params: state.params,
  components: state.components, idempotency_key: $("key").value || null,
});

let updates = 0;

/** Asks what the selection means, and shows it. */
async function update() {
  writeAddress();
  const number = ++updates;
  try {
    const reply = await call("preview", choice());
    if (number !== updates) return;
    preview = reply;
    notice();
  } catch (error) {
    notice(error.message);
    return;
  }
  preview.components.forEach((component, index) => cards[index].show(component));
  const on = preview.components.filter((component) => component.enabled).length;
  $("chosen").textContent = `${on} of ${preview.components.length} on`;
  const { violations } = preview;
  $("violations").replaceChildren(violations.length
    ? h("div", { class: "problems" }, h("strong", {}, violations.length === 1 ? "1 violation" : `${violations.length} violations`),
      h("ul", {}, violations.map((text) => h("li", {}, text))))
    : h("p", { class: "fine" }, "✓ No violations"));
  $("jump").textContent = `${violations.length ? $("violations").querySelector("strong").textContent + " · " : ""}See the request`;
  $("facts-note").textContent = state.account !== null ? "" : preview.account
    ? `${preview.account} has these facts: the request is made for it.`
    : "No account of this sandbox has these facts, so the request can't be sent. Add one with --accounts.";
  $("send").querySelector("button").disabled = preview.account === null;
  drawPane();
}

const sessionLines = (components) => components.flatMap((component, index) => {
  const line = (indent, text, differs) => [indent, differs ? h("mark", {}, text) : text, "\n"];
  const last = (list, index) => (index + 1 < list.length ? "," : "");
  const { name, enabled, features } = component;
  return [
    `${JSON.stringify(name)}: {\n`, line("  ", `"enabled": ${enabled},`, enabled),
    features.length ? '  "features": {\n' : '  "features": {}\n',
    features.map((feature, index) =>
      line("    ", `${JSON.stringify(feature.name)}: ${JSON.stringify(feature.value)}${last(features, index)}`, feature.differs)),
    features.length ? "  }\n" : "", `}${last(components, index)}\n`,
  ];
}).flat(2);

const copy = (text) => h("div", { class: "bar" }, h("button", {
  type: "button", onclick: async (event) => {
    const button = event.target;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copying is not allowed";
    }
  },
}, "Copy"));

function drawPane() {
  const tabs = document.querySelectorAll("[role=tab]");
  tabs.forEach((tab) => {
    const isChosen = tab.id === "tab-" + state.tab;
    tab.setAttribute("aria-selected", isChosen);
    tab.tabIndex = isChosen ? 0 : -1;
  });
  $("pane").setAttribute("aria-labelledby", "tab-" + state.tab);
  if (!preview) return;
  const source = (text) => [h("pre", {}, text), copy(text)];
  const panes = {
    session: () => [
      h("p", { class: "muted" }, "The session's components as they will be. ", h("mark", {}, "Marked"), " values differ from the defaults."),
      h("pre", {}, sessionLines(preview.components)),
    ],
    form: () => [h("pre", {}, preview.form.replaceAll("&", "&\n")), copy(preview.form)],
    curl: () => source(preview.curl),
    rust: () => source(preview.rust),
    response: () => (response ? drawResponse(response) : [h("p", { class: "muted" }, "Send the request to see the response.")]),
  };
  $("pane").replaceChildren(...panes[state.tab]());
}

const isGood = (status) => status >= 200 && status < 300;

function drawResponse({ status, headers = [], body = "", secrets = [], note }) {
  const mask = (text) => secrets.reduce((text, secret) => text.replaceAll(secret, "•".repeat(12)), text);
  const text = h("pre", {}, mask(body));
  const id = headers.find(([name]) => name === "request-id");
  const reveal = h("button", {
    type: "button", "aria-pressed": "false", onclick: () => {
      const isShown = reveal.getAttribute("aria-pressed") === "true";
      reveal.setAttribute("aria-pressed", String(!isShown));
      reveal.textContent = isShown ? "Show client secret" : "Hide client secret";
      text.textContent = isShown ? mask(body) : body;
    },
  }, "Show client secret");
  return [
    h("div", { class: "bar" },
      h("span", { class: isGood(status) ? "good" : "bad" }, status === null ? "No response" : `Status ${status}`),
      id && h("span", { class: "mono muted" }, id[1])),
    note && h("p", { class: "bad" }, note),
    body && text,
    secrets.length > 0 && h("div", { class: "bar" }, reveal),
    headers.length > 0 && h("details", {}, h("summary", {}, `${headers.length} headers`),
      h("dl", {}, headers.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))),
  ].filter(Boolean);
}

// Watching requests.

/** `entries` has the newest first; `drawn` of those that the filter lets through have a row. */
let log = { last: 0, paused: false, waiting: [], entries: [], drawn: 0, chosen: 0 };

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

function entry(logged) {
  const { number, attempt, request } = logged;
  const time = clock.format(request.time);
  const status = String(request.status ?? "cut");
  const cell = (attributes, ...children) => h("span", { role: "cell", ...attributes }, ...children);
  const row = h("div", { role: "row", class: number === log.chosen ? "entry chosen" : "entry" },
    cell({}, h("button", { type: "button" }, time)),
    cell({ class: isGood(status) ? "good" : "bad" }, status),
    cell({ title: request.path }, `${request.method} ${request.path}`),
    cell({ class: "wide" }, versions(request)),
    cell({ class: "wide", title: request.account ?? "" }, request.account ?? "–"),
    cell({}, String(attempt), request.replayed && h("span", { class: "tag" }, "replayed"),
      request.fault && h("span", { class: "tag", title: request.fault }, "fault")));
  row.logged = logged;
  return row;
}

/** The version asked for, and the one that served the request. */
const versions = ({ requested_version: asked, version }) =>
  (asked !== null && asked === version ? asked : `${asked ?? "none"} → ${version ?? "none"}`);

function matches({ attempt, request }) {
  const { method, path, status, account, fault, request_id, idempotency_key, replayed } = request;
  const words = [`${method} ${path}`, status, versions(request), account, attempt, fault, request_id, idempotency_key,
    replayed && "replayed"];
  return words.join(" ").toLowerCase().includes($("filter").value.toLowerCase().trim());
}

function addEntries(requests) {
  log.entries = requests.reverse().concat(log.entries).slice(0, MAX_ENTRIES);
  drawEntries();
}

/** Draws the newest entries; those below are drawn once they come into view. */
function drawEntries() {
  $("entries").replaceChildren();
  log.drawn = 0;
  drawMore();
}

function drawMore() {
  const found = log.entries.filter(matches);
  $("entries").append(...found.slice(log.drawn, log.drawn + DRAWN_AT_ONCE).map(entry));
  log.drawn = Math.min(found.length, log.drawn + DRAWN_AT_ONCE);
  $("more").hidden = log.drawn === found.length;
  $("more").textContent = `Show more (${found.length - log.drawn} left)`;
  countEntries();
}

function countEntries() {
  $("count").textContent = String(log.entries.length || "");
  $("empty").hidden = log.entries.length > 0;
  $("pause").textContent = log.paused ? (log.waiting.length ? `Resume (${log.waiting.length} new)` : "Resume") : "Pause";
}

function faultsLeft(count) {
  $("left").textContent = count === 1 ? "1 request is going to fail." : count ? `${count} requests are going to fail.` : "";
  $("mend").hidden = count === 0;
}

async function watch() {
  for (;;) {
    try {
      const { last, faults_left, requests } = await call("requests?after=" + log.last);
      if (last < log.last) log.entries = [];
      log.last = last;
      faultsLeft(faults_left);
      if (log.paused) log.waiting = log.waiting.concat(requests).slice(-MAX_ENTRIES);
      else if (requests.length) addEntries(requests);
      countEntries();
      notice();
    } catch {
      notice("The sandbox does not respond. Trying again.");
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

async function choose(row) {
  const { number, attempt, request } = row.logged;
  document.querySelectorAll(".entry.chosen").forEach((other) => other.classList.remove("chosen"));
  row.classList.add("chosen");
  log.chosen = number;
  let reply;
  try {
    reply = drawResponse({ status: request.status, ...(await call("requests/" + number)) });
  } catch {
    reply = [h("p", { class: "muted" }, "The response is no longer kept.")];
  }
  if (log.chosen !== number) return;
  const facts = {
    "Request ID": request.request_id, Version: versions(request),
    Account: request.account, Attempt: attempt, "Idempotency key": request.idempotency_key, Fault: request.fault,
    Replayed: request.replayed && "yes",
  };
  const isNew = $("entry").hidden;
  $("entry").hidden = false;
  $("entry").replaceChildren(
    h("h3", {}, `${request.method} ${request.path}`),
    h("dl", {}, Object.entries(facts).filter(([, value]) => value).map(([name, value]) =>
      [h("dt", {}, name), h("dd", {}, String(value))])),
    h("h3", {}, "Parameters"),
    request.params.length ? h("pre", {}, request.params.map(([name, value]) => `${name}=${value}`).join("\n"))
      : h("p", { class: "muted" }, "None"),
    h("h3", {}, "Response"), ...reply);
  if (isNew) $("entry").scrollIntoView({ block: "nearest" });
}

// Versions.

let matrix;

function drawMatrix() {
  if (!matrix) return;
  const visit = (version, component) => () => {
    state.version = version;
    state.view = "build";
    keepKnown();
    drawAll();
    if (!component) return;
    $("find").value = "";
    find();
    const card = cards.find((card) => card.node.dataset.name === component)?.node;
    card?.querySelector("details")?.setAttribute("open", "");
    card?.scrollIntoView({ block: "center" });
    card?.querySelector("input")?.focus({ preventScroll: true });
  };
  const changes = $("changes").checked;
  const rows = matrix.rows.filter((row) => !changes || row.cells.some((cell) => !["same", "absent"].includes(cell)));
  const cell = (row) => (state, index) => {
    const version = matrix.versions[index];
    if (state === "absent") return h("td");
    if (state === "gone") return h("td", {}, h("span", { class: "gone" }, "gone"));
    const name = [row.component, row.feature].filter(Boolean).join(" ");
    return h("td", {}, h("button", {
      type: "button", class: state, "aria-label": `${name} in ${version}: ${state}`, onclick: visit(version, row.component),
    }, state === "same" ? "•" : state));
  };
  $("matrix").replaceChildren(h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Component"), matrix.versions.map((version) =>
      h("th", { scope: "col" }, h("button", { type: "button", onclick: visit(version) }, version))))),
    h("tbody", {}, rows.map((row) => h("tr", { class: row.feature ? "" : "component" },
      h("th", { scope: "row" }, breakable(row.feature ?? row.component)), row.cells.map(cell(row)))))));
}

// Starting up.

function drawView() {
  for (const view of ["build", "requests", "versions"]) $(view).hidden = view !== state.view;
  document.querySelectorAll("[data-view]").forEach((button) => {
    if (button.dataset.view === state.view) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  });
  if (state.view === "versions") drawMatrix();
}

function drawAll() {
  drawView();
  drawSetup();
  drawCards();
  drawPane();
  update();
}

function listen() {
  const on = (id, event, listener) => $(id).addEventListener(event, listener);
  document.querySelectorAll("[data-view]").forEach((button) => button.addEventListener("click", () => {
    state.view = button.dataset.view;
    drawView();
    writeAddress();
  }));
  window.addEventListener("hashchange", () => { readAddress(); drawAll(); });
  on("version", "change", (event) => { state.version = event.target.value; keepKnown(); drawAll(); });
  on("account", "change", (event) => {
    const own = api().accounts.find(([id]) => id === state.account)?.[1];
    if (event.target.value === FACTS_BY_HAND) state.facts = { ...own };
    state.account = event.target.value === FACTS_BY_HAND ? null : event.target.value;
    drawSetup();
    update();
  });
  on("find", "input", find);
  on("key", "input", update);
  on("jump", "click", () => { $("violations").scrollIntoView({ block: "center" }); $("pane").focus({ preventScroll: true }); });
  on("reset", "click", () => { state.params = {}; state.components = {}; drawAll(); });
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const choosePane = (tab) => {
    state.tab = tab.id.slice(4);
    drawPane();
    writeAddress();
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choosePane(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      choosePane(next);
      next.focus();
      event.preventDefault();
    });
  });
  on("send", "submit", async (event) => {
    event.preventDefault();
    try {
      response = await call("send", choice());
      state.tab = "response";
      drawPane();
      writeAddress();
    } catch (error) {
      notice(error.message);
    }
  });
  on("pause", "click", () => {
    log.paused = !log.paused;
    $("pause").setAttribute("aria-pressed", String(log.paused));
    const waiting = log.waiting;
    log.waiting = [];
    if (!log.paused) addEntries(waiting);
    countEntries();
  });
  on("clear", "click", () => {
    log.entries = [];
    log.waiting = [];
    $("entry").hidden = true;
    drawEntries();
  });
  on("more", "click", drawMore);
  new IntersectionObserver(([side]) => { $("jump").hidden = side.isIntersecting; }).observe(document.querySelector("#build .side"));
  const inView = new IntersectionObserver(([more]) => {
    if (!more.isIntersecting) return;
    drawMore();
    // Reports again if the button is still in view.
    inView.unobserve($("more"));
    inView.observe($("more"));
  });
  inView.observe($("more"));
  on("filter", "input", drawEntries);
  on("entries", "click", (event) => {
    const row = event.target.closest(".entry");
    if (row) choose(row);
  });
  const fail = async (fault) => {
    try {
      faultsLeft((await call("faults", { fault })).faults_left);
    } catch (error) {
      $("left").textContent = error.message;
    }
  };
  on("break", "submit", (event) => { event.preventDefault(); fail(`${$("fault").value}; times=${$("times").value}`); });
  on("mend", "click", () => fail(null));
  on("changes", "change", drawMatrix);
}

async function start() {
  try {
    [description, matrix] = await Promise.all([call("description"), call("matrix")]);
  } catch (error) {
    notice(error.message);
    return;
  }
  $("faults").replaceChildren(...description.faults.map((value) => h("option", { value })));
  readAddress();
  listen();
  drawAll();
  watch();
}

start();
