//! `cargo schema check`: errors and lints.

use crate::{
    description_file,
    outcome::{Outcome, report},
};
use clap::{Args, ValueEnum};
use schema::{Diagnostic, Help, Reading, Severity, Source, Span, Style};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Prints the errors and lints of schemas.
///
/// Prints the diagnostics of each file, followed by a summary line. Ends with 0 if there are no errors, with 1 if there
/// are, and with 2 if a file can't be read.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The schemas.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format of the output.
    #[arg(long, value_enum, default_value_t)]
    message_format: MessageFormat,
}

#[derive(Clone, Copy, Default, PartialEq, ValueEnum)]
enum MessageFormat {
    /// For people, with the lines it is about.
    #[default]
    Human,
    /// For programs: one JSON object a line.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    arguments.files.iter().map(|file| check(file, arguments.message_format)).max().unwrap_or(Outcome::Fine)
}

fn check(file: &Path, format: MessageFormat) -> Outcome {
    let Ok(source) = description_file::source(file).inspect_err(report) else { return Outcome::Failed };
    let Reading { schema, diagnostics } = schema::lint(&source);
    for diagnostic in &diagnostics {
        match format {
            MessageFormat::Human => anstream::eprintln!("{}\n", diagnostic.render(&source, Style::Colour)),
            MessageFormat::Json => anstream::println!("{}", describe(diagnostic, &source)),
        }
    }
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if format == MessageFormat::Human {
        let found = match &schema {
            Some(schema) if errors == 0 => {
                format!("{}, {}", schema.api_version, plural(schema.components.len(), "component"))
            }
            _ => plural(errors, "error"),
        };
        let warnings = if warnings > 0 { format!(", {}", plural(warnings, "warning")) } else { String::new() };
        anstream::println!("{}: {found}{warnings}", source.path());
    }
    if errors == 0 { Outcome::Fine } else { Outcome::Found }
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A diagnostic for programs. Lines and columns count from one, columns in characters, offsets in bytes from zero.
fn describe(diagnostic: &Diagnostic, source: &Source) -> Value {
    let span = |span: Span| {
        let at = |offset| {
            let (line, column) = source.position(offset);
            json!({ "offset": offset, "line": line, "column": column })
        };
        json!({ "start": at(span.start), "end": at(span.end) })
    };
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let secondary: Vec<Value> =
        diagnostic.secondary.iter().map(|(at, label)| json!({ "span": span(*at), "label": label })).collect();
    let help = diagnostic.help.as_ref().map(|Help { message, replacement }| {
        let replacement = replacement.as_ref().map(|(at, text)| json!({ "span": span(*at), "text": text }));
        json!({ "message": message, "replacement": replacement })
    });
    json!({
        "file": source.path(),
        "severity": severity,
        "message": diagnostic.message,
        "span": span(diagnostic.span),
        "secondary": secondary,
        "help": help,
        "rendered": diagnostic.render(source, Style::Plain),
    })
}
