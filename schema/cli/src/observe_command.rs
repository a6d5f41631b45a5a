//! `cargo schema observe`: real responses compared with a description.

use crate::{
    description_file::{self, Failure, File},
    import::{self, Endpoint},
    observation::{Finding, Observation, request},
    outcome::{Format, Outcome, print},
    output_file,
};
use clap::Args;
use schema::{CheckedSchema, suggest::listing};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Compares responses of the API with a description.
///
/// Lists components, features, fields and values that the description lacks, values of another type, and, with the
/// request, values that its rules do not predict. Repeats no secret. Ends with 0 if nothing differs, with 1 if something
/// does, and with 2 if a file can't be used.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The schema.
    file: PathBuf,
    /// Responses, each the JSON of one object.
    #[arg(required = true, value_name = "RESPONSE")]
    responses: Vec<PathBuf>,
    /// The parameters of the request that got the responses, as JSON: needed to check defaults.
    #[arg(long, value_name = "FILE")]
    request: Option<PathBuf>,
    /// The type of the account, as the schema names it.
    #[arg(long, value_name = "TYPE", requires = "request")]
    account_type: Option<String>,
    /// The facts of the account, if it is of no such type.
    #[arg(
        long,
        value_name = "FACT=VALUE",
        value_delimiter = ',',
        requires = "request",
        conflicts_with = "account_type"
    )]
    facts: Vec<String>,
    /// Adds what is new to the schema, with `undocumented` defaults.
    #[arg(long)]
    write: bool,
    /// The format of the output.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let source = description_file::source(&arguments.file)?;
    // A response in the place of the schema is not shown.
    let schema = File::read(&arguments.file)?.checked(None, &Endpoint::default()).map_err(|failure| match failure {
        Failure::Invalid { name, .. } => Failure::Invalid { name, errors: String::new() },
        failure => failure,
    })?;
    let facts = facts(arguments, &schema).map_err(Failure::Argument)?;
    let params = arguments.request.as_deref().map(read).transpose()?;
    let request = params.map(|params| request(&schema, &params));
    let mut observation = Observation::new(&schema, &facts, request.as_ref());
    for path in &arguments.responses {
        observation.add(&read(path)?).map_err(|reason| Failure::file("use", path, reason))?;
    }
    if arguments.write {
        let file = &arguments.file;
        let written = import::add(&source, &observation.release);
        let written = written.map_err(|error| Failure::file("import", file, error))?;
        output_file::write(file, &written).map_err(|error| Failure::file("write", file, error))?;
    }
    let findings = &observation.findings;
    let outcome = if findings.is_empty() { Outcome::Fine } else { Outcome::Found };
    Ok(print(&render(findings, arguments.format), outcome))
}

fn render(findings: &[Finding], format: Format) -> String {
    let line = |Finding { path, text, .. }: &Finding| format!("`{path}`: {text}");
    match format {
        Format::Text if findings.is_empty() => "no difference\n".to_owned(),
        Format::Text => findings.iter().map(|finding| format!("{}\n", line(finding))).collect(),
        Format::Markdown => findings.iter().map(|finding| format!("- {}\n", line(finding))).collect(),
        Format::Json => format!("{:#}\n", json!(findings)),
    }
}

fn read(path: &Path) -> Result<Value, Failure> {
    let reason =
        |error: serde_json::Error| format!("it is not JSON (line {}, column {})", error.line(), error.column());
    let value = serde_json::from_slice(&description_file::document(path)?).map_err(reason);
    value.map_err(|reason| Failure::file("use", path, reason))
}

/// The index of the value of each of the schema's facts.
fn facts(arguments: &Arguments, schema: &CheckedSchema) -> Result<Vec<Option<usize>>, String> {
    let mut facts = vec![None; schema.facts.len()];
    if let Some(name) = &arguments.account_type {
        let names = schema.account_types.iter().map(|account_type| account_type.name.as_str());
        let index = position(names, name, &format!("the schema has no account type `{name}`"))?;
        return Ok(schema.account_types[index].facts.clone());
    }
    for fact in &arguments.facts {
        let (name, value) = fact.split_once('=').ok_or_else(|| format!("`{fact}` is not `fact=value`"))?;
        let names = schema.facts.iter().map(|fact| fact.name.as_str());
        let index = position(names, name, &format!("the schema has no fact `{name}`"))?;
        let values = schema.facts[index].values.iter().map(String::as_str);
        facts[index] = Some(position(values, value, &format!("`{name}` is never `{value}`"))?);
    }
    Ok(facts)
}

fn position<'n>(names: impl Iterator<Item = &'n str> + Clone, name: &str, problem: &str) -> Result<usize, String> {
    names.clone().position(|known| known == name).ok_or_else(|| format!("{problem}: {}", listing(names)))
}
