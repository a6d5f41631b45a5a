//! The request that the page's controls describe.

use std::collections::BTreeMap;

use runtime::{
    reflect::{Api, Fact, Type},
    rt::{self, DynComponents, DynParams, Json},
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{accounts::id_prefix, error_response::ApiError, state::State};

/// A choice, as the page sends it. Values are in the API's own JSON form.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Choice {
    version: String,
    /// An account of the sandbox; without it, the facts count.
    account: Option<String>,
    /// Values of facts. A fact that is left out is unknown.
    facts: BTreeMap<String, String>,
    /// Parameters except the account and the components.
    params: Map<String, Value>,
    components: BTreeMap<String, ChosenComponent>,
    idempotency_key: Option<String>,
}

/// A component that the request names.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ChosenComponent {
    enabled: bool,
    /// The features that are set.
    features: Map<String, Value>,
}

/// A choice, read by the tables of its version.
pub(crate) struct Selection {
    pub(crate) api: &'static Api,
    /// The account of the sandbox that was chosen, or one with the chosen facts.
    pub(crate) account: Option<String>,
    /// The position of the value of each fact, as far as known.
    pub(crate) facts: Vec<Option<usize>>,
    pub(crate) params: DynParams,
    /// The parts of the choice that the version does not have, in words.
    pub(crate) problems: Vec<String>,
    choice: Choice,
}

impl Selection {
    pub(crate) fn read(state: &State, choice: Choice) -> Result<Self, ApiError> {
        let api = state.versions.iter().find(|api| api.version == choice.version);
        let api = api.ok_or_else(|| ApiError::invalid(format!("no description of version `{}`", choice.version)))?;
        let (account, facts) = match &choice.account {
            Some(id) => {
                let account = state.accounts.get(id);
                let account = account.ok_or_else(|| ApiError::invalid(format!("no account `{id}`")))?;
                (Some(account), account.facts_in(api))
            }
            None => {
                let facts = facts_by_name(api, &choice.facts);
                (state.accounts.iter().find(|account| account.facts_in(api) == facts), facts)
            }
        };
        let account = account.map(|account| account.id.clone());
        let params = DynParams::new(api);
        let mut selection = Self { api, account, facts, params, problems: Vec::new(), choice };
        selection.set_params();
        Ok(selection)
    }

    fn set_params(&mut self) {
        let account = self.account_or_example();
        for (index, field) in self.api.params.iter().enumerate() {
            let json = match field.value_type {
                Type::Components => self.components(),
                _ if self.api.account_param() == Some(field) => Some(Json::text(&account)),
                _ => self.choice.params.get(field.name).map(Json::from),
            };
            if let Some(json) = json
                && let Err(error) = self.params.set(index, &json)
            {
                self.problems.push(format!("{}: {error}", field.name));
            }
        }
    }

    /// The chosen components, if any.
    fn components(&mut self) -> Option<Json<'static>> {
        let mut components = DynComponents::new(self.api);
        for (name, chosen) in &self.choice.components {
            let Some(index) = self.api.components.iter().position(|info| info.name == name) else {
                self.problems.push(format!("{} has no component `{name}`", self.api.version));
                continue;
            };
            rt::set_enabled(&mut components, index, chosen.enabled);
            for (feature, value) in &chosen.features {
                if let Err(error) = rt::set_feature(&mut components, index, feature, value) {
                    self.problems.push(error.to_string());
                }
            }
        }
        (!rt::is_empty(&components)).then(|| rt::components_to_json(&components).into_owned())
    }

    /// The chosen component at a position alone, without one of its features.
    pub(crate) fn without(&self, index: usize, feature: &str) -> DynComponents {
        let mut components = DynComponents::new(self.api);
        if let Some(chosen) = self.api.components.get(index).and_then(|info| self.choice.components.get(info.name)) {
            for (name, value) in chosen.features.iter().filter(|(name, _)| *name != feature) {
                // Problems are known from `components`.
                _ = rt::set_feature(&mut components, index, name, value);
            }
        }
        components
    }

    /// The headers of the request that depend on the selection.
    pub(crate) fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Stripe-Version", self.api.version.to_owned())];
        if self.api.account_param().is_none() {
            headers.push(("Stripe-Account", self.account_or_example()));
        }
        headers.extend(self.choice.idempotency_key.clone().map(|key| ("Idempotency-Key", key)));
        headers
    }

    /// The ID of the account, or one to replace.
    fn account_or_example(&self) -> String {
        self.account.clone().unwrap_or_else(|| format!("{}123", id_prefix(self.api)))
    }
}

/// The positions of the values that the version knows.
fn facts_by_name(api: &Api, facts: &BTreeMap<String, String>) -> Vec<Option<usize>> {
    let position = |fact: &Fact| {
        let value = facts.get(fact.name)?;
        fact.values.iter().position(|known| known == value)
    };
    api.facts.iter().map(position).collect()
}
