//! Import of an OpenAPI document onto the schema of another version, whose text is kept wherever the document does not
//! differ.
//!
//! Each stage is a module: the document (`document`), the endpoint in it (`release`), its descriptions (`prose`), the
//! planned schema (`planned_schema`), and the edit of the text (`edit`). The schema as it is and as it is planned are
//! the same entries (`content`).

mod base;
mod content;
mod described_endpoint;
mod document;
mod edit;
mod error;
mod json_text;
mod known_facts;
mod merge;
mod new_entries;
mod observed_release;
pub(crate) mod openapi_types;
mod planned_schema;
mod prose;
pub(crate) mod release;
mod review;
mod shared_rules;
pub(crate) mod written_keys;
pub(crate) mod yaml_text;

use crate::diff::{change::Difference, compare::diff};
use base::Base;
use planned_schema::Plan;
use release::Release;
use schema::{Diagnostics, Reading, Source};

pub use described_endpoint::Endpoint;
pub use error::Error;
pub use review::{Note, Review};

/// The most bytes that a document may have.
pub const MAX_BYTES: usize = document::MAX_BYTES;

/// An imported schema.
#[derive(Clone, Debug)]
pub struct Import {
    /// The schema.
    pub text: String,
    /// The changes to the schema that it was imported onto. `None` without one, and if the result has errors.
    pub difference: Option<Difference>,
    /// Notes that need review.
    pub review: Review,
    /// The result of [`schema::read`] on the schema.
    pub diagnostics: Diagnostics,
}

/// `true` if a text looks like an OpenAPI document, in JSON or YAML, rather than a schema.
pub fn is_document(text: &[u8]) -> bool {
    match text.trim_ascii_start().first() {
        // A key, since the quotes of a text within a text are escaped.
        Some(b'{') => text.windows(10).any(|part| part == b"\"openapi\":"),
        _ => text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"openapi:")),
    }
}

/// Imports a document, in JSON or YAML, onto a schema; without one, a complete schema is written. The version is the
/// document's unless given.
///
/// # Errors
///
/// When the document can't be read or does not describe the endpoint, or when the schema has errors.
pub fn import(document: &[u8], base: Option<&Source>, api_version: Option<&str>) -> Result<Import, Error> {
    import_endpoint(document, base, api_version, &Endpoint::default())
}

/// As [`import`], of any endpoint with embedded components. A schema names its own.
///
/// # Errors
///
/// Those of [`import`].
pub fn import_endpoint(
    document: &[u8],
    base: Option<&Source>,
    api_version: Option<&str>,
    endpoint: &Endpoint,
) -> Result<Import, Error> {
    let mut review = Review::default();
    let base = base.map(Base::read).transpose()?;
    let word = |key: &str| base.as_ref().and_then(|base| base.word(&["operation", key]));
    let endpoint = match (word("method"), word("path")) {
        (Some(method), Some(path)) => &Endpoint { method, path },
        _ => endpoint,
    };
    let release = Release::read(&document::parse(document)?, endpoint, base.as_ref(), &mut review)?;
    let version = api_version.map(str::to_owned).or_else(|| release.version.clone());
    let version = version.ok_or(Error::NotOpenApi { reason: "it lacks `info.version`".to_owned() })?;
    match base {
        Some(base) => finish(&base, &release, version, review),
        None => {
            let source = Source::new("the schema", new_entries::skeleton(&release, &version, endpoint));
            finish(&Base::unchecked(&source)?, &release, version, review)
        }
    }
}

/// Adds what a release has and a schema lacks.
///
/// # Errors
///
/// When the schema has errors, or is written in a way that can't be edited.
pub(crate) fn add(base: &Source, release: &Release) -> Result<String, Error> {
    let base = Base::read(base)?;
    let version = base.word(&["api_version"]).unwrap_or_default();
    finish(&base, release, version, Review::default()).map(|import| import.text)
}

fn finish(base: &Base<'_>, release: &Release, version: String, mut review: Review) -> Result<Import, Error> {
    let layout = |reason: &str| Error::Layout { path: base.source.path().to_owned(), reason: reason.to_owned() };
    let plan = Plan::new(base, release, version, &mut review);
    let text = edit::edit(base, &plan).ok_or_else(|| layout("its layout is not known here"))?;
    let text = json_text::like(base.source.text(), text).ok_or_else(|| layout("the result would not be JSON"))?;
    old_versions(&base.word(&["api_version"]).unwrap_or_default(), &plan.version, &text, &mut review);
    let source = Source::new(base.source.path(), text);
    // Verifies that the edited text has the planned content.
    let written = Base::unchecked(&source).map_err(|_| layout("the result would not be YAML"))?;
    let same_version = written.word(&["api_version"]).as_ref() == Some(&plan.version);
    let differs = if same_version { plan.content.difference(&written.content) } else { Some("api_version".to_owned()) };
    if let Some(differs) = differs {
        return Err(layout(&format!("`{differs}` would not become what the document says")));
    }
    let Reading { schema, diagnostics } = schema::read(&source);
    // With errors, the schema lacks parts that the text has.
    let schema = schema.filter(|_| !diagnostics.has_errors());
    let difference = base.schema.as_ref().zip(schema).map(|(old, new)| diff(old, &new));
    Ok(Import { text: source.text().to_owned(), difference, review, diagnostics })
}

/// Points out comments that still name the version before.
fn old_versions(before: &str, now: &str, text: &str, review: &mut Review) {
    for (index, line) in text.lines().enumerate().filter(|_| before != now && !before.is_empty()) {
        let comment = line.find('#').filter(|at| line[..*at].trim().is_empty() || line[..*at].ends_with(' '));
        if let Some(comment) = comment.map(|at| &line[at..]).filter(|comment| comment.contains(before)) {
            let reason = format!("the comment still names `{before}`");
            review.note(&format!("line {}", index + 1), &reason, comment);
        }
    }
}

#[cfg(test)]
mod import_tests;
