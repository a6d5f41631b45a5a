//! Diagnostics for text that is not YAML, in place of the parser's messages.

use crate::{
    diagnostic::Diagnostic,
    source::{Source, Span, quoted},
};

pub(super) fn diagnose(source: &Source, error: &serde_yaml::Error) -> Diagnostic {
    let message = error.to_string();
    let span = error.location().map_or(Span::START, |at| source.span_at(at.line(), at.column()));
    let is = |part: &str| message.contains(part);
    // The start of the unreadable part, which the parser names last.
    let start = message.split_once(", ").and_then(|(_, context)| last_position(context));
    let start = start.map(|(line, column)| source.span_at(line, column));
    if let Some(problem) = apostrophe(source, span) {
        return problem;
    }
    if is("tab character") || (is("cannot start any token") && source.text()[span.start..].starts_with('\t')) {
        return tab(source, span);
    }
    if is("control characters")
        && let Some(problem) = control_character(source)
    {
        return problem;
    }
    let (span, message, help) = if is("more than one document") {
        let help = "keep each API version in a file of its own, and remove what follows this line";
        (source.second_document(), "the file holds more than one YAML document", help)
    } else if is("recursion limit") {
        (span, "this is nested too deeply", "a schema has some six levels")
    } else if is("cannot start any token") {
        (span, "no value starts with this character", "put the value in quotes")
    } else if is("mapping values are not allowed") {
        let message = "there is a second `: ` on this line, or a key where none can be";
        (span, message, "put the value in quotes, or check the indentation")
    } else if is("unknown anchor") {
        (span, "this alias refers to nothing", "write the value out: the schema language has no aliases")
    } else if is("expected ',' or ']'") {
        (span, "the list is not closed before this", "close it with `]`")
    } else if is("expected ',' or '}'") {
        (span, "the map is not closed before this", "close it with `}`")
    } else if is("unexpected end of stream") {
        (start.unwrap_or(span), "the text is not closed", "end it with the quote it starts with")
    } else if is("could not find expected ':'") {
        let help = "end a key with `:`; indent what goes on with the line before";
        (start.unwrap_or(span), "this is neither a key nor a part of a value", help)
    } else if is("expected key") || is("expected '-'") || is("expected <document start>") {
        (span, "this is not indented like what it belongs to", "align it with its siblings")
    } else {
        let reason = message.split(" at line ").next().unwrap_or(&message);
        return Diagnostic::error(span, format!("this is not YAML: {reason}")).help("mend or remove it");
    };
    let problem = Diagnostic::error(span, message).help(help);
    match start {
        Some(start) if is("expected ',' or") => problem.secondary(start, "opened here"),
        _ => problem,
    }
}

/// The last line and column that one of the parser's messages names.
pub(super) fn last_position(message: &str) -> Option<(usize, usize)> {
    let (_, position) = message.rsplit_once(" at line ")?;
    let (line, column) = position.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// An apostrophe that ends a text in single quotes too early, on the line of an error or on the one before.
fn apostrophe(source: &Source, span: Span) -> Option<Diagnostic> {
    let text = source.text();
    let line_start = |at: usize| text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = line_start(span.start);
    [line, line_start(line.saturating_sub(1))].into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let opens =
            [": '", "- '", "['", ", '"].iter().filter_map(|open| Some(line.find(open)? + open.len() - 1)).min()?;
        let end = opens + quoted(&line[opens..])?.len();
        let splits = line[end..].starts_with(char::is_alphanumeric);
        let span = Span { start: start + end - 1, end: start + end };
        let problem = || Diagnostic::error(span, "this apostrophe ends the text, which is in single quotes");
        splits.then(|| problem().replace("write it twice", span, "''"))
    })
}

/// The first tabs on the line of a place, to be replaced with as many spaces as the lines above call for.
fn tab(source: &Source, span: Span) -> Diagnostic {
    let text = source.text();
    let line = text[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let start = text[line..].find('\t').map_or(span.start, |at| line + at);
    let tabs = text[start..].bytes().take_while(|byte| *byte == b'\t').count();
    let span = Span { start, end: start + tabs };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let above = || text[..line].lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let step = above().map(indent).filter(|width| *width > 0).min().unwrap_or(2);
    let wanted =
        above().next_back().map_or(0, |above| indent(above) + if above.trim_end().ends_with(':') { step } else { 0 });
    let width = if text[line..start].trim().is_empty() { wanted.saturating_sub(start - line) } else { 1 };
    Diagnostic::error(span, "YAML is not indented with tabs").replace("use spaces", span, " ".repeat(width))
}

/// The first character that YAML does not allow, of which the parser does not say where it is.
fn control_character(source: &Source) -> Option<Diagnostic> {
    let control = |char: char| char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{85}');
    let forbidden = |char: char| control(char) || matches!(char, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let start = source.text().len() - source.body().len();
    let (at, char) = source.body().char_indices().find(|(_, char)| forbidden(*char))?;
    let span = Span { start: start + at, end: start + at + char.len_utf8() };
    let problem = Diagnostic::error(span, format!("YAML has no place for the control character {char:?}"));
    Some(problem.replace("remove it", span, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Help;

    /// The first error of a text: its message, the text that is wrong, and what to write instead.
    fn first(text: &str) -> (String, String, String) {
        let source = Source::new("a.yaml", text);
        let diagnostics = crate::read(&source).diagnostics;
        let first = diagnostics.iter().next().unwrap().clone();
        let Some(Help { replacement: Some((_, new)), .. }) = first.help else { panic!("no replacement: {first:?}") };
        (first.message, source.slice(first.span).to_owned(), new)
    }

    #[test]
    fn an_apostrophe_in_single_quotes() {
        let (message, wrong, new) = first("object:\n  doc: 'The account's data.'\n  name: x\n");
        assert_eq!(message, "this apostrophe ends the text, which is in single quotes");
        assert_eq!((wrong.as_str(), new.as_str()), ("'", "''"));
    }

    #[test]
    fn a_tab_becomes_as_many_spaces_as_the_lines_above_call_for() {
        for (text, width) in [
            ("a:\n\tb: 1\n", 2),
            ("a:\n    b:\n\tc: 1\n", 8),
            ("a:\n    b: 1\n\tc: 2\n", 4),
            ("a:\n    b:\n    \tc: 1\n", 4),
        ] {
            let (message, _, new) = first(text);
            assert_eq!(
                (message.as_str(), new.as_str()),
                ("YAML is not indented with tabs", &*" ".repeat(width)),
                "{text}"
            );
        }
    }
}
