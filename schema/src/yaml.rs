//! YAML text to a tree with locations. The only module that uses `serde_yaml`.
//!
//! `serde_yaml` has positions only in its errors. So a visitor keeps a scalar and fails, and the error has the scalar's
//! position; the scalar is consumed all the same, and reading goes on. Lists and maps can't fail that way: their start is
//! searched in the text, after the previous key or item. Duplicate keys, which a map would swallow, arrive one by one.

mod node;
mod syntax_errors;

pub use crate::source::quoted;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    source::{Cursor, Source, Span, Text},
};
pub use node::{Entry, Node, Value};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::{
    cell::{Cell, RefCell},
    fmt,
};

/// Reads a schema's text. Problems go to `diagnostics`; `None` when the text is not YAML.
pub fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(problem) = unreadable(source) {
        diagnostics.push(problem);
        return None;
    }
    if source.body().len() < source.text().len() {
        let mark = Span { start: 0, end: source.text().len() - source.body().len() };
        let problem = Diagnostic::error(mark, "the file starts with a byte order mark");
        diagnostics.push(problem.replace("save it as UTF-8 without one", mark, ""));
    }
    let start = source.span_at(1, 1);
    let reader = Reader {
        source,
        problems: RefCell::default(),
        cursor: Cell::default(),
        furthest: Cell::new(start),
        left: Cell::new(MAX_VALUES),
    };
    let deserializer = serde_yaml::Deserializer::from_str(source.body());
    let result = NodeSeed { reader: &reader, after: Span { end: start.start, ..start } }.deserialize(deserializer);
    diagnostics.extend(reader.problems.take());
    match result {
        Ok(node) => return Some(node),
        Err(_) if reader.left.get() == 0 => diagnostics.push(too_large(source)),
        Err(error) => diagnostics.push(syntax_errors::diagnose(source, &error)),
    }
    None
}

/// A deserializer of YAML that is not a schema. Its errors end with line and column.
pub fn deserializer(text: &str) -> impl Deserializer<'_, Error: fmt::Display> {
    serde_yaml::Deserializer::from_str(text)
}

/// The most values of a schema.
const MAX_VALUES: usize = 100_000;

fn too_large(source: &Source) -> Diagnostic {
    let message = format!("the file is larger than a schema can be ({} bytes)", source.text().len());
    let help = "a schema is at most 8 MiB, and holds at most 100,000 values";
    Diagnostic::error(Span::START, message).help(help)
}

/// A reason to not even start the parser.
fn unreadable(source: &Source) -> Option<Diagnostic> {
    // The parser takes some hundred bytes for each value it meets, however short.
    const MAX_INDICATORS: usize = 300_000;
    const MAX_BYTES: usize = 8 << 20;
    let text = source.text();
    if let Some(at) = source.invalid {
        let (line, column) = source.position(at);
        let problem = Diagnostic::error(source.span_at(line, column), "the file is not UTF-8 from here on");
        return Some(problem.help("save it as UTF-8"));
    }
    let indicator = |byte: &&u8| matches!(byte, b'[' | b'{' | b',' | b':' | b'-' | b'?' | b'\n' | b'\r');
    let many = || text.as_bytes().iter().filter(indicator).count() > MAX_INDICATORS;
    if text.len() > MAX_BYTES || (text.len() > MAX_INDICATORS && many()) {
        return Some(too_large(source));
    }
    None
}

struct Reader<'s> {
    source: &'s Source,
    problems: RefCell<Vec<Diagnostic>>,
    /// The last position found. The parser goes forward, so the search for the next one starts there.
    cursor: Cell<Cursor>,
    /// The furthest scalar that was read.
    furthest: Cell<Span>,
    /// The number of values that may still be read, since aliases multiply values.
    left: Cell<usize>,
}

impl Reader<'_> {
    /// The position of an error. `serde_yaml` ends its messages with the position, except at the very start;
    /// the error's own type is out of reach behind serde's traits.
    fn position(&self, error: &impl fmt::Display) -> Span {
        let position = syntax_errors::last_position(&error.to_string());
        let Some((line, column)) = position else { return self.source.span_at(1, 1) };
        let cursor = self.source.seek(self.cursor.get(), line, column);
        self.cursor.set(cursor);
        self.source.span_from(cursor.offset)
    }

    /// The scalar at a location. An alias has the location of its anchor, which is further back.
    fn scalar(&self, kept: Value, span: Span) -> Node {
        let furthest = self.furthest.get();
        if span.start < furthest.start {
            let problem = alias(self.source.find(furthest, '*')).secondary(span, "a value that it repeats");
            return Node { span, value: self.report(problem) };
        }
        self.furthest.set(span);
        let value = match kept {
            Value::Number(_) => Value::Number(self.source.slice(span).to_owned()),
            Value::Invalid => {
                let message = "this value has a YAML tag, which the schema language does not know";
                self.report(Diagnostic::error(span, message).help("remove the word that starts with `!`"))
            }
            value => value,
        };
        Node { span, value }
    }

    fn report(&self, diagnostic: Diagnostic) -> Value {
        let mut problems = self.problems.borrow_mut();
        // One alias is met at each of the values it repeats.
        if problems.last().is_none_or(|last| (last.span, &last.message) != (diagnostic.span, &diagnostic.message)) {
            problems.push(diagnostic);
        }
        Value::Invalid
    }

    fn odd_key(&self, span: Span) {
        let problem = Diagnostic::error(span, "a key must be plain text");
        self.report(problem.help("write a name, without brackets, `&`, `*` or `!`"));
    }
}

fn alias(span: Span) -> Diagnostic {
    let problem = Diagnostic::error(span, "this is a YAML alias, which the schema language does not know");
    problem.help("write the value out; what several components share belongs in `features`")
}

/// Reads a value that comes after a place.
#[derive(Clone, Copy)]
struct NodeSeed<'r, 's> {
    reader: &'r Reader<'s>,
    after: Span,
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let NodeSeed { reader, after } = self;
        reader.left.set(reader.left.get().saturating_sub(1));
        if reader.left.get() == 0 {
            return Err(D::Error::custom("too many values"));
        }
        let mut kept = None;
        match deserializer.deserialize_any(NodeVisitor { reader, after, kept: &mut kept }) {
            Ok(value) => Ok(Node { span: reader.source.span_from(reader.source.next_value(after)), value }),
            Err(error) => match kept {
                Some(kept) => Ok(reader.scalar(kept, reader.position(&error))),
                None => Err(error),
            },
        }
    }
}

struct NodeVisitor<'r, 's, 'k> {
    reader: &'r Reader<'s>,
    after: Span,
    /// The scalar that was kept before the visitor failed: a number without its text, a value with a tag as invalid.
    kept: &'k mut Option<Value>,
}

impl NodeVisitor<'_, '_, '_> {
    fn keep<E: serde::de::Error>(self, kept: Value) -> Result<Value, E> {
        *self.kept = Some(kept);
        Err(E::custom("kept"))
    }
}

/// Visits of numbers, which are kept as they are written.
macro_rules! numbers {
    ($($visit:ident: $number:ty),*) => {
        $(fn $visit<E: serde::de::Error>(self, _: $number) -> Result<Value, E> {
            self.keep(Value::Number(String::new()))
        })*
    };
}

impl<'de> Visitor<'de> for NodeVisitor<'_, '_, '_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Value, E> {
        self.keep(Value::Null)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Value, E> {
        self.keep(Value::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Value, E> {
        self.keep(Value::Bool(value))
    }

    numbers! { visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64 }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.keep(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let reader = self.reader;
        let mut list: Vec<Node> = Vec::new();
        let mut after = self.after;
        while let Some(node) = items.next_element_seed(NodeSeed { reader, after })? {
            after = reader.furthest.get();
            list.push(node);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let reader = self.reader;
        let mut map = Vec::new();
        let mut after = self.after;
        while let Some(Node { span, value }) = entries.next_key_seed(NodeSeed { reader, after })? {
            let place = reader.source.next_value(span);
            let value_of_key = if reader.source.text().as_bytes().get(place) == Some(&b'*') {
                entries.next_value::<IgnoredAny>()?;
                let place = reader.source.span_from(place);
                Node { span: place, value: reader.report(alias(place)) }
            } else {
                entries.next_value_seed(NodeSeed { reader, after: span })?
            };
            after = reader.furthest.get();
            let text = match value {
                Value::Text(text) => text,
                Value::Bool(_) | Value::Number(_) | Value::Null => reader.source.slice(span).to_owned(),
                Value::Invalid => continue,
                Value::List(_) | Value::Map(_) => {
                    reader.odd_key(span);
                    continue;
                }
            };
            if reader.source.slice(span).starts_with('&') {
                reader.odd_key(span);
            }
            map.push(Entry { key: Text { span, value: text }, value: value_of_key });
        }
        Ok(Value::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (IgnoredAny, value) = tagged.variant()?;
        let IgnoredAny = value.newtype_variant()?;
        self.keep(Value::Invalid)
    }
}
