//! The account session as the API writes it, in the order of the tables.

use runtime::{
    reflect::{Api, Field, Type},
    rt::{DynParams, Json},
};

use crate::{request_params::get_param, response_ids::ResponseIds};

/// Seconds until a session expires.
const LIFETIME: u64 = 60 * 60;

/// A session.
pub(crate) struct SessionResponse<'a> {
    pub(crate) api: &'static Api,
    pub(crate) account: &'a str,
    pub(crate) ids: &'a ResponseIds,
    pub(crate) livemode: bool,
    pub(crate) components: Json<'a>,
    /// The parameters of the request, which fields of the same names repeat.
    pub(crate) params: &'a DynParams,
}

impl<'a> SessionResponse<'a> {
    pub(crate) fn to_json(&self) -> Json<'a> {
        let fields = self.api.fields.iter();
        Json::Object(fields.filter_map(|field| Some((field.name.into(), self.field(field)?))).collect())
    }

    fn field(&self, field: &Field) -> Option<Json<'a>> {
        Some(match field.value_type {
            Type::Secret => Json::text(&self.ids.client_secret),
            Type::Timestamp => Json::Number(self.ids.now.saturating_add(LIFETIME).into()),
            Type::Boolean => Json::Boolean(self.livemode),
            Type::Components => self.components.clone(),
            Type::String if field.name == "object" => Json::text(self.api.object),
            Type::Id { .. } => get_param(self.params, field.name).unwrap_or_else(|| Json::text(self.account)),
            Type::Enum { values: [first, ..] } if field.required => {
                get_param(self.params, field.name).unwrap_or_else(|| Json::text(first))
            }
            _ => {
                get_param(self.params, field.name).or_else(|| field.required.then(|| placeholder(&field.value_type)))?
            }
        })
    }
}

/// The empty value of a type: `false`, 0, or an empty list, object or text.
pub(crate) fn placeholder(value_type: &Type) -> Json<'static> {
    match value_type {
        Type::Boolean => Json::Boolean(false),
        Type::Integer | Type::Timestamp => Json::Number(0.into()),
        Type::List(_) => Json::List(Vec::new()),
        Type::Object { .. } => Json::Object(Vec::new()),
        _ => Json::text(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables_for_tests::RULES;

    #[test]
    fn is_written_in_the_order_of_the_tables() {
        let components = serde_json::json!({ "first": { "enabled": false, "features": { "a": true } } });
        let body = SessionResponse {
            api: &RULES,
            account: "acct_a",
            ids: &ResponseIds { now: 7, request_id: String::new(), client_secret: "_s".to_owned() },
            livemode: true,
            components: (&components).into(),
            params: &DynParams::new(&RULES),
        };
        assert_eq!(
            serde_json::to_string(&body.to_json()).unwrap(),
            concat!(
                r#"{"object":"account_session","account":"acct_a","client_secret":"_s","expires_at":3607,"#,
                r#""livemode":true,"components":{"first":{"enabled":false,"features":{"a":true}}}}"#
            )
        );
    }
}
