//! YAML text to a tree in which everything has its place. The only module that knows `serde_yaml`.
//!
//! `serde_yaml` tells positions only in its errors. A visitor that fails on purpose therefore learns where it stands:
//! `deserialize_enum` looks at the next event without consuming it, so that its error gives the position of a value
//! which is then read as usual; a scalar key is consumed and reported by one and the same failure. Duplicate keys,
//! which a map would swallow, arrive here one by one.

#[cfg(feature = "cli")]
pub(crate) mod plain;
mod syntax;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    source::{Source, Span},
};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::{
    cell::{Cell, RefCell},
    convert::Infallible,
    fmt,
};

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What a YAML node can be.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// Something that was reported when it was read, and about which nothing more is to be said.
    Invalid,
}

/// A key with its value. Keys of one map may repeat.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) value: Node,
}

/// A key as written, whatever type YAML would make of it.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) span: Span,
    pub(crate) text: String,
}

impl Value {
    /// The value's kind, as a message names it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "a boolean",
            Value::Number => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Invalid => "something unreadable",
        }
    }
}

/// Reads one document. Problems go to `diagnostics`; `None` when the text is not YAML.
pub(crate) fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(problem) = unreadable(source) {
        diagnostics.push(problem);
        return None;
    }
    if source.body().len() < source.text().len() {
        let mark = Span { start: 0, end: source.text().len() - source.body().len() };
        let problem = Diagnostic::error(mark, "the file starts with a byte order mark");
        diagnostics.push(problem.replace("save it as UTF-8 without one", mark, ""));
    }
    let reader = Reader { source, problems: RefCell::default(), stuck: Cell::default() };
    let deserializer = serde_yaml::Deserializer::from_str(source.body());
    let start = source.span_at(1, 1);
    let result = NodeSeed { reader: &reader, span: start }.deserialize(deserializer);
    diagnostics.extend(reader.problems.take());
    match result {
        Ok(node) => Some(node),
        Err(_) if reader.stuck.get() => None,
        Err(error) => {
            diagnostics.push(syntax::diagnose(source, &error));
            None
        }
    }
}

/// What keeps a text from being given to the parser at all.
fn unreadable(source: &Source) -> Option<Diagnostic> {
    // The parser takes some hundred bytes for each value it meets, however short.
    const MOST_INDICATORS: usize = 300_000;
    const MOST_BYTES: usize = 8 << 20;
    let text = source.text();
    if let Some(at) = source.invalid {
        let (line, column) = source.position(at);
        let problem = Diagnostic::error(source.span_at(line, column), "the file is not UTF-8 from here on");
        return Some(problem.help("save it as UTF-8"));
    }
    let control = |char: char| char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{85}');
    let forbidden = |char: char| control(char) || matches!(char, '\u{fffe}' | '\u{ffff}');
    if let Some((start, char)) = text.char_indices().find(|(_, char)| forbidden(*char)) {
        let span = Span { start, end: start + char.len_utf8() };
        let problem = Diagnostic::error(span, format!("YAML has no place for the control character {char:?}"));
        return Some(problem.replace("remove it", span, ""));
    }
    let indicator = |byte: &&u8| matches!(byte, b'[' | b'{' | b',' | b':' | b'-' | b'?' | b'\n' | b'\r');
    if text.len() > MOST_BYTES || text.as_bytes().iter().filter(indicator).count() > MOST_INDICATORS {
        let message = format!("the file is larger than a schema can be ({} bytes)", text.len());
        let help = "a schema is at most 8 MiB, and holds at most some 100,000 values";
        return Some(Diagnostic::error(Span::START, message).help(help));
    }
    None
}

struct Reader<'s> {
    source: &'s Source,
    problems: RefCell<Vec<Diagnostic>>,
    /// Whether something was met behind which there is no reading on. It has been reported.
    stuck: Cell<bool>,
}

impl Reader<'_> {
    /// Where an error says it happened. `serde_yaml` ends its messages with the position, except at the very start;
    /// the error's own type is out of reach behind serde's traits.
    fn position(&self, error: &impl fmt::Display) -> Option<Span> {
        let message = error.to_string();
        let (_, position) = message.rsplit_once(" at line ")?;
        let (line, column) = position.split_once(" column ")?;
        Some(self.source.span_at(line.parse().ok()?, column.parse().ok()?))
    }

    fn report(&self, diagnostic: Diagnostic) -> Value {
        self.problems.borrow_mut().push(diagnostic);
        Value::Invalid
    }
}

/// Learns where the next value stands, without consuming it. `None` for a value with a tag.
struct Probe<'r, 's>(&'r Reader<'s>);

impl<'de> DeserializeSeed<'de> for Probe<'_, '_> {
    type Value = Option<Span>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match deserializer.deserialize_enum("", &[], Refuse) {
            Ok(never) => match never {},
            Err(error) => match self.0.position(&error) {
                None if !error.to_string().contains(REFUSED) => Err(error),
                position => Ok(position),
            },
        }
    }
}

/// What [`Refuse`] says. Of a value with a tag it is said without a position.
const REFUSED: &str = "refused to learn the position";

/// Fails on everything.
struct Refuse;

impl<'de> Visitor<'de> for Refuse {
    type Value = Infallible;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("nothing")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(A::Error::custom(REFUSED))
    }
}

/// Reads a scalar key and where it stands, by keeping the text and failing.
struct KeySeed<'r, 's>(&'r Reader<'s>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_, '_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        let mut text = None;
        match deserializer.deserialize_str(KeepText(&mut text)) {
            Ok(never) => match never {},
            Err(error) => match text {
                Some(text) => Ok(Key { span: self.0.position(&error).unwrap_or(Span::START), text }),
                None => {
                    let span = self.0.position(&error).unwrap_or(Span::START);
                    let help = "write a name, without brackets, `&`, `*` or `!`";
                    self.0.report(Diagnostic::error(span, "a key must be text").help(help));
                    self.0.stuck.set(true);
                    Err(error)
                }
            },
        }
    }
}

struct KeepText<'a>(&'a mut Option<String>);

impl<'de> Visitor<'de> for KeepText<'_> {
    type Value = Infallible;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text as a key")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        *self.0 = Some(text.to_owned());
        Err(E::custom("key"))
    }
}

/// Reads a value whose position is known.
#[derive(Clone, Copy)]
struct NodeSeed<'r, 's> {
    reader: &'r Reader<'s>,
    span: Span,
}

impl NodeSeed<'_, '_> {
    /// What stands in the way of reading the value that was probed at `probed`, when `self.span` is what precedes it.
    fn obstacle(&self, probed: Option<Span>) -> Option<Value> {
        let source = self.reader.source;
        let problem = match probed {
            None => {
                let message = "this value has a YAML tag, which the schema language does not know";
                Diagnostic::error(source.find(self.span, '!'), message).help("remove the word that starts with `!`")
            }
            // An alias stands where its anchor does, and the probe has consumed it.
            Some(anchor) if anchor.start <= self.span.start => {
                let message = "this value is a YAML alias, which the schema language does not know";
                let help = "write the value out; what several components share belongs in `features`";
                let problem = Diagnostic::error(source.find(self.span, '*'), message);
                problem.secondary(anchor, "the anchor it refers to").help(help)
            }
            Some(_) => return None,
        };
        Some(self.reader.report(problem))
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Ok(Node { span: self.span, value: deserializer.deserialize_any(self)? })
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_, '_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let mut before = self;
        while let Some(probed) = items.next_element_seed(Probe(self.reader))? {
            let obstacle = before.obstacle(probed);
            if probed.is_none() {
                items.next_element::<IgnoredAny>()?;
            }
            if let Some(value) = obstacle {
                list.push(Node { span: before.span, value });
                continue;
            }
            before.span = probed.unwrap_or(before.span);
            list.extend(items.next_element_seed(before)?);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(KeySeed(self.reader))? {
            let before = NodeSeed { reader: self.reader, span: key.span };
            let probed = entries.next_value_seed(Probe(self.reader))?;
            let obstacle = before.obstacle(probed);
            if probed.is_none() {
                entries.next_value::<IgnoredAny>()?;
            }
            let value = match obstacle {
                Some(value) => Node { span: key.span, value },
                None => entries.next_value_seed(NodeSeed { span: probed.unwrap_or(key.span), ..before })?,
            };
            map.push(Entry { key, value });
        }
        Ok(Value::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(A::Error::custom("a tagged value"))
    }
}
