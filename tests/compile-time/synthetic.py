"""Schemas of any size, and the same content as structs and setters written by hand."""

FEATURES = 10  # of each component

HEAD = """\
api_version: 2030-01-01.synthetic

facts:
  loss_liability:
    doc: Who covers the account's negative balances.
    account_field: controller.losses.payments
    values: [stripe, application]

account_types:
  standard: { loss_liability: stripe }
  express: { loss_liability: application }

operation:
  name: open_it
  doc: Opens it.
  method: POST
  path: /v1/it
  params:
    account: { type: id, prefix: acct_, required: true, doc: The account. }
    components: { type: components, required: true, doc: The components. }
  returns: it

object:
  name: it
  doc: What is open.
  fields:
    account: { type: id, prefix: acct_, doc: The account. }
    client_secret: { type: secret, required: true, doc: The secret. }
    components: { type: components, required: true, doc: The components. }
"""


def name(index, what):
    """A name of an ordinary length that no other has."""
    return f"{what}_number_{index:04}"


def rule(index):
    """Of ten features, six have a fixed default and four another."""
    fact = "{ by: loss_liability, stripe: true, application: false }"
    rules = ["true", "false", fact, "true", "false", "undocumented", "true", "false", fact, "true"]
    return rules[index % FEATURES]


def of_component(index, count):
    """The features of a component. Each is in ten components, and each component has a new one."""
    return [(index + step) % count for step in range(FEATURES)]


def schema(components):
    """A schema with as many features as components, or as many as one component has."""
    count = max(components, FEATURES)
    lines = [HEAD, "features:"]
    for index in range(count):
        lines += [f"  {name(index, 'feature')}:", f"    doc: Lets the account do the thing that has number {index}."]
        lines.append(f"    default: {rule(index)}")
        if index % 5 == 0:
            lines.append(f"    may_be: {{ value: {'false' if rule(index) == 'true' else 'true'}, "
                         "only_when: { loss_liability: application } }")
    lines.append("\ncomponents:")
    for index in range(components):
        features = ", ".join(name(feature, "feature") for feature in of_component(index, count))
        lines += [f"  {name(index, 'component')}:", f"    doc: Shows the page that has number {index}."]
        lines.append(f"    features: [{features}]")
    return "\n".join(lines) + "\n"


def by_hand(components):
    """The structs of requests and responses with their setters, and nothing that makes use of them."""
    count = max(components, FEATURES)
    pascal = [f"ComponentNumber{index:04}" for index in range(components)]
    snake = [name(index, "component") for index in range(components)]
    lines = ["//! Written by hand.", ""]
    for suffix, what in (("Params", "may show"), ("", "shows")):
        lines += [f"/// What a session {what}.", f"#[derive({DERIVE}, Default)]", "#[non_exhaustive]"]
        lines.append(f"pub struct Components{suffix} {{")
        for index in range(components):
            lines.append(f"    /// Shows the page that has number {index}.")
            lines.append(f"    pub {snake[index]}: Option<{pascal[index]}{suffix}>,")
        lines += ["}", ""]
    lines.append("impl ComponentsParams {")
    for index in range(components):
        lines += setter(snake[index], f"{pascal[index]}Params", [f"Shows the page that has number {index}."], index)
    lines += ["}", ""]
    for index in range(components):
        lines += component(index, pascal[index], of_component(index, count))
    return "\n".join(lines) + "\n"


DERIVE = "Clone, Debug, PartialEq"


def component(index, pascal, features):
    """One component in requests and in responses."""
    doc = f"    /// Shows the page that has number {index}."
    fields = [name(feature, "feature") for feature in features]
    docs = [[f"    /// Lets the account do the thing that has number {feature}.", f"    /// `{rule(feature)}` by default."]
            for feature in features]
    lines = [doc.strip(), f"#[derive({DERIVE}, Eq)]", "#[non_exhaustive]", f"pub struct {pascal}Params {{"]
    lines += ["    /// Whether the session may show it.", "    pub enabled: bool,"]
    for field, text in zip(fields, docs):
        lines += [*text, f"    pub {field}: Option<bool>,"]
    lines += ["}", "", f"impl {pascal}Params {{", "    /// Nothing is set.", "    pub const fn new(enabled: bool) -> Self {"]
    lines += ["        Self {", "            enabled,", *(f"            {field}: None," for field in fields), "        }", "    }"]
    for field, text in zip(fields, docs):
        lines += setter(field, "bool", [line.strip().removeprefix("/// ") for line in text], index)
    lines += ["}", "", doc.strip(), f"#[derive({DERIVE}, Default)]", "#[non_exhaustive]", f"pub struct {pascal} {{"]
    lines += ["    /// Whether the session shows it.", "    pub enabled: Option<bool>,"]
    for field, text in zip(fields, docs):
        lines += [*text, f"    pub {field}: Option<bool>,"]
    return [*lines, "}", ""]


def setter(field, ty, docs, _):
    """A method that sets one field."""
    const = "const " if ty == "bool" else ""
    return [
        "",
        *(f"    /// {doc}" for doc in docs),
        "    #[must_use]",
        f"    pub {const}fn {field}(mut self, value: {ty}) -> Self {{",
        f"        self.{field} = Some(value);",
        "        self",
        "    }",
    ]
