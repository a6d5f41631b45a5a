//! Values written in a schema: whether they have the type that their place asks for.

use super::checker::Check;
use crate::{
    diagnostic::Diagnostic,
    source::Spanned,
    suggest::{self, closest},
    vocabulary::{Kind, Literal},
    yaml::{Node, Value},
};

/// The context of a value.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The value's name in messages.
    pub(super) what: &'a str,
    /// `true` if `undocumented` is valid, too.
    pub(super) or_undocumented: bool,
}

impl Check<'_, '_> {
    /// Reads a value of a type. A value of another type is reported.
    pub(super) fn literal(
        &mut self,
        place: Place<'_>,
        kind: &Kind,
        clearable: bool,
        written: &Node,
    ) -> Option<Literal> {
        let what = place.what;
        if let (Kind::Id { prefix, .. }, Value::Text(text)) = (kind, &written.value)
            && text.strip_prefix(prefix.as_str()).is_none_or(str::is_empty)
        {
            let help = "write a whole identifier";
            self.error(written.span, format!("{what} must be `{prefix}` with something after it"), help);
        }
        if let Some(value) = written.literal().filter(|value| kind.accepts(value, clearable)) {
            return Some(value);
        }
        match (kind, &written.value) {
            (Kind::Boolean, Value::Text(text)) if suggest::boolean(text).is_some() => {
                let value = suggest::boolean(text)?;
                let problem = Diagnostic::error(written.span, format!("{what} must be `true` or `false`, found text"));
                self.report(problem.replace(format!("write `{value}`"), written.span, value.to_string()));
                Some(Literal::Boolean(value))
            }
            (Kind::Integer { maximum: Some(maximum) }, Value::Number(number)) if number.parse::<i64>().is_ok() => {
                let help = "write a smaller number, or raise the `maximum`";
                self.error(written.span, format!("{what} must be at most {maximum}, found `{number}`"), help);
                None
            }
            (Kind::Integer { .. } | Kind::Timestamp, Value::Number(number)) => {
                let help = "write one between -9223372036854775808 and 9223372036854775807, in plain digits";
                self.error(written.span, format!("{what} must be a whole number, found `{number}`"), help);
                None
            }
            (Kind::Enum { values }, Value::Text(text)) => {
                let word = Spanned { value: text.clone(), span: written.span };
                let meant = self.meant(&word, "such value:", values.iter().map(String::as_str))?;
                Some(Literal::Text(meant.to_owned()))
            }
            (Kind::String | Kind::Id { .. } | Kind::Enum { .. }, Value::Number(_) | Value::Bool(_)) => {
                let text = match &written.value {
                    Value::Bool(value) => value.to_string(),
                    Value::Number(number) => number.clone(),
                    _ => String::new(),
                };
                let message = format!("{what} must be text, found {}", written.value.kind());
                let problem = Diagnostic::error(written.span, message);
                self.report(problem.replace("put it in quotes", written.span, format!("\"{text}\"")));
                Some(Literal::Text(text))
            }
            (Kind::List(of), Value::List(items)) => {
                let place = Place { what: &format!("an item of {what}"), or_undocumented: false };
                let items = items.iter().map(|item| self.literal(place, of, false, item));
                items.collect::<Vec<_>>().into_iter().collect::<Option<_>>().map(Literal::List)
            }
            (_, other) => {
                let message = format!("{what} must be {}, found {}", expected(kind), other.kind());
                let problem = Diagnostic::error(written.span, message);
                let words = [
                    ("undocumented", place.or_undocumented),
                    ("true", *kind == Kind::Boolean),
                    ("false", *kind == Kind::Boolean),
                ];
                let words = words.into_iter().filter_map(|(word, allowed)| allowed.then_some(word));
                let meant = match other {
                    Value::Text(word) => closest(word, words),
                    _ => None,
                };
                let rest = if place.or_undocumented { ", or `undocumented` where the API names none" } else { "" };
                let help = match kind {
                    Kind::Boolean => format!("write one of the two, without quotes{rest}"),
                    Kind::Object { .. } => "an object's default can't be written".to_owned(),
                    _ if matches!(other, Value::Null) => {
                        format!("write a value, or say `clearable: true` where an empty one takes it back{rest}")
                    }
                    Kind::List(_) => format!("write it in brackets, as in `[first, second]`{rest}"),
                    _ => format!("write a value of that type{rest}"),
                };
                self.report(match meant {
                    Some(meant) => problem.replace(format!("did you mean `{meant}`?"), written.span, meant),
                    None => problem.help(help),
                });
                None
            }
        }
    }
}

fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => "`true` or `false`",
        Kind::Integer { .. } => "a whole number",
        Kind::Timestamp => "a time in seconds",
        Kind::List(_) => "a list",
        Kind::Object { .. } => "`undocumented`",
        _ => "text",
    }
}
