//! The account session as the API writes it, in the order of the tables.

use runtime::reflect::{Api, ComponentInfo, Kind};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Map;

use crate::session_rules::ComponentState;

/// A session.
pub(crate) struct SessionResponse<'a> {
    pub(crate) api: &'static Api,
    pub(crate) account: &'a str,
    pub(crate) client_secret: &'a str,
    pub(crate) expires_at: u64,
    pub(crate) livemode: bool,
    pub(crate) components: &'a [ComponentState],
}

impl Serialize for SessionResponse<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in self.api.fields {
            match field.kind {
                Kind::Id { .. } => map.serialize_entry(field.name, self.account)?,
                Kind::Secret => map.serialize_entry(field.name, self.client_secret)?,
                Kind::Timestamp => map.serialize_entry(field.name, &self.expires_at)?,
                Kind::Boolean => map.serialize_entry(field.name, &self.livemode)?,
                Kind::Components => map.serialize_entry(field.name, &Components(self))?,
                Kind::String if field.name == "object" => map.serialize_entry(field.name, self.api.object)?,
                // The tables do not say what these hold.
                Kind::String if field.required => map.serialize_entry(field.name, "")?,
                Kind::Integer if field.required => map.serialize_entry(field.name, &0)?,
                Kind::List(_) if field.required => map.serialize_entry(field.name, &[(); 0])?,
                Kind::Enum { values } if field.required => map.serialize_entry(field.name, &values.first())?,
                Kind::Object { .. } if field.required => map.serialize_entry(field.name, &Map::new())?,
                Kind::String | Kind::Integer | Kind::List(_) | Kind::Enum { .. } | Kind::Object { .. } => {}
            }
        }
        map.end()
    }
}

struct Components<'a>(&'a SessionResponse<'a>);

impl Serialize for Components<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let components = self.0.api.components.iter().zip(self.0.components);
        serializer.collect_map(components.map(|(info, state)| (info.name, Component { info, state })))
    }
}

struct Component<'a> {
    info: &'static ComponentInfo,
    state: &'a ComponentState,
}

impl Serialize for Component<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("enabled", &self.state.enabled)?;
        map.serialize_entry("features", &Features(self))?;
        map.end()
    }
}

struct Features<'a>(&'a Component<'a>);

impl Serialize for Features<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Component { info, state } = self.0;
        serializer.collect_map(info.features.iter().map(|feature| feature.name).zip(&state.features))
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
            serde_json::to_string(&body).unwrap(),
            concat!(
                r#"{"object":"account_session","account":"acct_a","client_secret":"_s","expires_at":7,"#,
                r#""livemode":true,"components":{"first":{"enabled":false,"features":{}},"#,
                r#""second":{"enabled":true,"features":{"shared":false,"free":true}},"#,
                r#""empty":{"enabled":true,"features":{}}}}"#
            )
        );
    }
}
