//! The account session as the API writes it, in the order of the tables.

use runtime::reflect::{Api, ComponentInfo, Field, Kind};
use serde_json::{Value, json};

use crate::{ordered_json::OrderedJson, session_rules::ComponentState};

/// A session.
pub(crate) struct SessionResponse<'a> {
    pub(crate) api: &'static Api,
    pub(crate) account: &'a str,
    pub(crate) client_secret: &'a str,
    pub(crate) expires_at: u64,
    pub(crate) livemode: bool,
    pub(crate) components: &'a [ComponentState],
}

impl SessionResponse<'_> {
    pub(crate) fn to_json(&self) -> OrderedJson {
        let fields = self.api.fields.iter();
        OrderedJson::Object(fields.filter_map(|field| Some((field.name, self.field(field)?))).collect())
    }

    fn field(&self, field: &Field) -> Option<OrderedJson> {
        Some(match field.kind {
            Kind::Id { .. } => self.account.into(),
            Kind::Secret => self.client_secret.into(),
            Kind::Timestamp => self.expires_at.into(),
            Kind::Boolean => self.livemode.into(),
            Kind::Components => self.components(),
            Kind::String if field.name == "object" => self.api.object.into(),
            _ => placeholder(&field.kind).filter(|_| field.required)?.into(),
        })
    }

    fn components(&self) -> OrderedJson {
        let components = self.api.components.iter().zip(self.components);
        OrderedJson::Object(components.map(|(info, state)| (info.name, component(info, state))).collect())
    }
}

fn component(info: &'static ComponentInfo, state: &ComponentState) -> OrderedJson {
    let features = info.features.iter().zip(&state.features);
    let features = features.map(|(feature, value)| (feature.name, value.clone().into())).collect();
    OrderedJson::Object(vec![("enabled", state.enabled.into()), ("features", OrderedJson::Object(features))])
}

/// A value of a required field whose value the tables do not describe.
fn placeholder(kind: &Kind) -> Option<Value> {
    match kind {
        Kind::String => Some(json!("")),
        Kind::Integer => Some(json!(0)),
        Kind::List(_) => Some(json!([])),
        Kind::Object { .. } => Some(json!({})),
        Kind::Enum { values } => values.first().map(|value| json!(value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables_for_tests::RULES;

    #[test]
    fn is_written_in_the_order_of_the_tables() {
        let state = |enabled, features: &[bool]| ComponentState {
            enabled,
            features: features.iter().map(|&on| on.into()).collect(),
        };
        let body = SessionResponse {
            api: &RULES,
            account: "acct_a",
            client_secret: "_s",
            expires_at: 7,
            livemode: true,
            components: &[state(false, &[]), state(true, &[false, true]), state(true, &[])],
        };
        assert_eq!(
            serde_json::to_string(&body.to_json()).unwrap(),
            concat!(
                r#"{"object":"account_session","account":"acct_a","client_secret":"_s","expires_at":7,"#,
                r#""livemode":true,"components":{"first":{"enabled":false,"features":{}},"#,
                r#""second":{"enabled":true,"features":{"shared":false,"free":true}},"#,
                r#""empty":{"enabled":true,"features":{}}}}"#
            )
        );
    }
}
