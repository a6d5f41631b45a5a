//! From options as they were given to headers and parameters that can be sent.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{
    OptionProblem, OptionsError, RequestOptions,
    taken::{Name, clash},
};
use crate::client::{http::account_header, idempotency, redact::redact};
use runtime::rt::Form;

/// Headers that the client sets, has an option for, or that belong to the connection.
const TAKEN: [&str; 19] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "idempotency-key",
    "keep-alive",
    "proxy-authorization",
    "stripe-account",
    "stripe-version",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// Options that can be sent.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// What the options say about headers that the client has a value for, and those it has none for.
    pub(crate) headers: HeaderMap,
    /// The form of the request, with the parameters of the options.
    pub(crate) form: String,
}

impl RequestOptions {
    /// Checks everything, given the form of the request.
    pub(crate) fn check(&self, form: String) -> Result<Checked, OptionsError> {
        let mut problems = Vec::new();
        let mut headers = HeaderMap::new();
        let mut set = |name, value: Result<HeaderValue, OptionProblem>| match value {
            Ok(value) => drop(headers.insert(name, value)),
            Err(problem) => problems.push(problem),
        };
        if let Some(key) = &self.idempotency_key {
            set("idempotency-key", idempotency::check(key).map_err(OptionProblem::from));
        }
        if let Some(account) = &self.stripe_account {
            set("stripe-account", account_header(account).map_err(OptionProblem::from));
        }
        if let Some(version) = &self.api_version {
            set("stripe-version", check_version(version));
        }
        for (name, value) in &self.headers {
            match check_header(name, value) {
                Ok((name, value)) => drop(headers.append(name, value)),
                Err(problem) => problems.push(problem),
            }
        }
        let form = self.check_params(form, &mut problems);
        OptionsError::of(problems).map(|()| Checked { headers, form })
    }

    /// The form with the parameters added to it.
    fn check_params(&self, form: String, problems: &mut Vec<OptionProblem>) -> String {
        if self.params.is_empty() {
            return form;
        }
        let mut seen = Name::all_of(&form);
        let mut added = Form::default();
        for (name, value) in &self.params {
            let Some(parsed) = Name::parse(name) else {
                problems.push(OptionProblem::ParamName { name: redact(name) });
                continue;
            };
            if let Some(other) = seen.iter().find(|other| clash(other, &parsed)) {
                problems.push(OptionProblem::ParamTaken { name: redact(name), with: redact(&other.to_string()) });
                continue;
            }
            added.text(name, value);
            seen.push(parsed);
        }
        let added = added.finish();
        if form.is_empty() || added.is_empty() { form + &added } else { format!("{form}&{added}") }
    }
}

/// A version may name betas as well, as in `2024-09-30.acacia; embedded_connect_beta=v2`.
fn check_version(version: &str) -> Result<HeaderValue, OptionProblem> {
    let starts_well = version.starts_with(|c: char| c.is_ascii_digit());
    if !starts_well || version.ends_with(' ') || !version.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return Err(OptionProblem::ApiVersion);
    }
    HeaderValue::from_str(version).map_err(|_| OptionProblem::ApiVersion)
}

fn check_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), OptionProblem> {
    let parsed: HeaderName = name.parse().map_err(|_| OptionProblem::HeaderName { name: redact(name) })?;
    if TAKEN.contains(&parsed.as_str()) {
        return Err(OptionProblem::HeaderTaken { name: redact(name) });
    }
    let is_visible = value.bytes().all(|b| b.is_ascii_graphic() || b == b' ' || b == b'\t');
    match HeaderValue::from_str(value) {
        Ok(mut value) if is_visible => {
            // Nobody knows what is in it.
            value.set_sensitive(true);
            Ok((parsed, value))
        }
        _ => Err(OptionProblem::HeaderValue { name: redact(name) }),
    }
}
