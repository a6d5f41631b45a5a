//! Values written in a schema: whether they have the type that their place asks for.

use super::Check;
use crate::{
    ast::{Literal as Written, Spanned, boolean_in_words},
    diagnostic::Diagnostic,
    model::{Kind, Literal},
    source::Span,
    suggest::closest,
};

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// What the value is.
    pub(super) what: &'a str,
    /// Whether `undocumented` may stand there, too.
    pub(super) or_undocumented: bool,
}

impl Check<'_, '_> {
    /// A value of a type. What has another type is reported.
    pub(super) fn literal(
        &mut self,
        place: Place<'_>,
        kind: &Kind,
        clearable: bool,
        written: &Spanned<Written>,
    ) -> Option<Literal> {
        let what = place.what;
        match (kind, &written.value) {
            (_, Written::Null) if clearable => Some(Literal::Null),
            (Kind::Boolean, Written::Boolean(value)) => Some(Literal::Boolean(*value)),
            (Kind::Boolean, Written::Text(text)) if boolean_in_words(text).is_some() => {
                let value = boolean_in_words(text)?;
                let problem = Diagnostic::error(written.span, format!("{what} must be `true` or `false`, found text"));
                self.error(problem.replace(format!("write `{value}`"), written.span, value.to_string()));
                Some(Literal::Boolean(value))
            }
            (Kind::Integer | Kind::Timestamp, Written::Number(number)) => self.integer(what, written.span, number),
            (Kind::String, Written::Text(text)) => Some(Literal::Text(text.clone())),
            (Kind::Id { prefix }, Written::Text(text)) => {
                if text.strip_prefix(prefix.as_str()).is_none_or(str::is_empty) {
                    let message = format!("{what} must be `{prefix}` with something after it");
                    self.error(Diagnostic::error(written.span, message).help("write a whole identifier"));
                }
                Some(Literal::Text(text.clone()))
            }
            (Kind::Enum { values }, Written::Text(text)) => match values.contains(text) {
                true => Some(Literal::Text(text.clone())),
                false => {
                    let word = Spanned { value: text.clone(), span: written.span };
                    let meant = self.unknown(&word, "such value:", values.iter().map(String::as_str))?;
                    Some(Literal::Text(meant.to_owned()))
                }
            },
            (Kind::String | Kind::Id { .. } | Kind::Enum { .. }, Written::Number(_) | Written::Boolean(_)) => {
                let text = match &written.value {
                    Written::Number(number) => number.clone(),
                    Written::Boolean(value) => value.to_string(),
                    _ => String::new(),
                };
                let problem =
                    Diagnostic::error(written.span, format!("{what} must be text, found {}", found(&written.value)));
                self.error(problem.replace("put it in quotes", written.span, format!("\"{text}\"")));
                Some(Literal::Text(text))
            }
            (Kind::List(of), Written::List(items)) => {
                let place = Place { what: &format!("an item of {what}"), or_undocumented: false };
                let items = items.iter().map(|item| self.literal(place, of, false, item));
                items.collect::<Vec<_>>().into_iter().collect::<Option<_>>().map(Literal::List)
            }
            (_, other) => {
                let message = format!("{what} must be {}, found {}", expected(kind), found(other));
                let problem = Diagnostic::error(written.span, message);
                let words = [
                    ("undocumented", place.or_undocumented),
                    ("true", *kind == Kind::Boolean),
                    ("false", *kind == Kind::Boolean),
                ];
                let words = words.into_iter().filter_map(|(word, allowed)| allowed.then_some(word));
                let meant = match other {
                    Written::Text(word) => closest(word, words),
                    _ => None,
                };
                let rest = if place.or_undocumented { ", or `undocumented` where the API names none" } else { "" };
                let help = match kind {
                    Kind::Boolean => format!("write one of the two, without quotes{rest}"),
                    Kind::Object { .. } => "an object's default can't be written".to_owned(),
                    _ if matches!(other, Written::Null) => {
                        format!("write a value, or say `clearable: true` where an empty one takes it back{rest}")
                    }
                    Kind::List(_) => format!("write it in brackets, as in `[first, second]`{rest}"),
                    _ => format!("write a value of that type{rest}"),
                };
                self.error(match meant {
                    Some(meant) => problem.replace(format!("did you mean `{meant}`?"), written.span, meant),
                    None => problem.help(help),
                });
                None
            }
        }
    }

    fn integer(&mut self, what: &str, span: Span, number: &str) -> Option<Literal> {
        match number.parse() {
            Ok(value) => Some(Literal::Integer(value)),
            Err(_) => {
                let message = format!("{what} must be a whole number, found `{number}`");
                let help = "write one between -9223372036854775808 and 9223372036854775807, in plain digits";
                self.error(Diagnostic::error(span, message).help(help));
                None
            }
        }
    }
}

/// Whether a value could have been written for this type.
pub(super) fn fits(literal: &Literal, kind: &Kind, clearable: bool) -> bool {
    match (kind, literal) {
        (_, Literal::Null) => clearable,
        (Kind::Boolean, Literal::Boolean(_)) => true,
        (Kind::Integer | Kind::Timestamp, Literal::Integer(_)) => true,
        (Kind::String | Kind::Id { .. }, Literal::Text(_)) => true,
        (Kind::Enum { values }, Literal::Text(text)) => values.contains(text),
        (Kind::List(of), Literal::List(items)) => items.iter().all(|item| fits(item, of, false)),
        _ => false,
    }
}

fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => "`true` or `false`",
        Kind::Integer => "a whole number",
        Kind::Timestamp => "a time in seconds",
        Kind::List(_) => "a list",
        Kind::Object { .. } => "`undocumented`",
        _ => "text",
    }
}

fn found(written: &Written) -> &'static str {
    match written {
        Written::Null => "nothing",
        Written::Boolean(_) => "a boolean",
        Written::Number(_) => "a number",
        Written::Text(_) => "text",
        Written::List(_) => "a list",
    }
}
