//! Tables for tests: those of the API reference's example, and small ones with every rule.

use runtime::reflect::{
    AccountType, Api, ComponentInfo,
    DefaultRule::{self, ByFact, OppositeOf, SameAs, Undocumented, Value},
    Fact, FeatureInfo, Field,
    Literal::Boolean,
    Type,
};

macro_rules! components {
    ($($component:ident { $($feature:ident: $default:expr $(, $($rule:ident($($argument:expr),*)).+)?;)* })*) => {
        &[$(ComponentInfo::new(
            stringify!($component),
            "",
            concat!("components[", stringify!($component), "]"),
            &[$(FeatureInfo::new(
                Field::new(stringify!($feature), "", Type::Boolean),
                concat!("components[", stringify!($component), "][features][", stringify!($feature), "]"),
                $default,
            )$($(.$rule($($argument),*))+)?),*],
        )),*]
    };
}

const ACCOUNT: Field = Field::new("account", "", Type::Id { prefix: "acct_" });
const COMPONENTS: Field = Field::new("components", "", Type::Components);
const EXPAND: Field = Field::new("expand", "", Type::List(&Type::String));

const FACTS: &[Fact] = &[
    Fact::new("loss_liability", "", "controller.losses.payments", &["stripe", "application"]),
    Fact::new("requirement_collection", "", "controller.requirement_collection", &["stripe", "application"]),
];

const FIELDS: &[Field] = &[
    Field::new("object", "", Type::String),
    ACCOUNT,
    Field::new("client_secret", "", Type::Secret).required(),
    Field::new("expires_at", "", Type::Timestamp),
    Field::new("livemode", "", Type::Boolean),
    COMPONENTS,
];

const BY_LOSSES: DefaultRule = ByFact { fact: "loss_liability", values: &[Some(Boolean(true)), Some(Boolean(false))] };
const CUSTOM: &[(&str, &str)] = &[("requirement_collection", "application")];
const CUSTOM_WITHOUT_LOSSES: &[(&str, &str)] =
    &[("loss_liability", "stripe"), ("requirement_collection", "application")];

/// The version of the API reference's example.
pub(crate) static SEED: Api = SEED_API;

/// [`SEED`], to make other tables of.
pub(crate) const SEED_API: Api = Api::new("2024-09-30.acacia", "POST", "/v1/account_sessions")
    .params(&[ACCOUNT.required(), COMPONENTS.required(), EXPAND])
    .object("account_session", FIELDS)
    .facts(
        FACTS,
        &[
            AccountType::new("standard", &[Some(0), Some(0)]),
            AccountType::new("express", &[Some(1), Some(0)]),
            AccountType::new("custom", &[Some(1), Some(1)]),
        ],
    )
    .account_type_field("type")
    .components(components! {
        account_management { external_account_collection: Value(Boolean(true)), restricted(false, CUSTOM); }
        account_onboarding { external_account_collection: Value(Boolean(true)), restricted(false, CUSTOM); }
        balances {
            edit_payout_schedule: BY_LOSSES;
            instant_payouts: BY_LOSSES;
            standard_payouts: BY_LOSSES;
            external_account_collection: Value(Boolean(true)), restricted(false, CUSTOM);
        }
        documents {}
        notification_banner { external_account_collection: Value(Boolean(true)), restricted(false, CUSTOM); }
        payment_details {
            capture_payments: Value(Boolean(true));
            destination_on_behalf_of_charge_management: Value(Boolean(false));
            dispute_management: Value(Boolean(true));
            refund_management: Value(Boolean(true));
        }
        payments {
            capture_payments: Value(Boolean(true));
            destination_on_behalf_of_charge_management: Value(Boolean(false));
            dispute_management: Value(Boolean(true));
            refund_management: Value(Boolean(true));
        }
        payouts {
            edit_payout_schedule: BY_LOSSES;
            instant_payouts: BY_LOSSES;
            standard_payouts: BY_LOSSES;
            external_account_collection: Value(Boolean(true)), restricted(false, CUSTOM);
        }
        payouts_list {}
        tax_registrations {}
        tax_settings {}
    });

/// Every default rule and every kind of restriction.
pub(crate) static RULES: Api = Api::new("2000-01-01.rules", "POST", "/v1/account_sessions")
    .params(&[ACCOUNT.required(), COMPONENTS.required(), EXPAND, Field::new("limit", "", Type::Integer)])
    .object("account_session", FIELDS)
    .facts(
        FACTS,
        &[
            AccountType::new("standard", &[Some(0), Some(0)]),
            AccountType::new("express", &[Some(1), Some(0)]),
            AccountType::new("custom", &[Some(1), Some(1)]),
            AccountType::new("half", &[None, Some(1)]),
        ],
    )
    .components(components! {
        first {
            yes: Value(Boolean(true));
            no: Value(Boolean(false));
            by_fact: BY_LOSSES;
            like_by_fact: SameAs(2);
            like_like: SameAs(3);
            unlike_by_fact: OppositeOf(2);
            unknown: Undocumented;
            unlike_no: OppositeOf(1);
            strict: Value(Boolean(false)), restricted(false, CUSTOM_WITHOUT_LOSSES);
            shared: Value(Boolean(false)), restricted(true, CUSTOM).same_in_every_component();
        }
        second {
            shared: Value(Boolean(false)), restricted(true, CUSTOM).same_in_every_component();
            free: Value(Boolean(false));
        }
        empty {}
    });

/// The request of the API reference's example.
pub(crate) const SEED_BODY: &str = "account=acct_1NkDjjJyhOZfPCWt&components[account_onboarding][enabled]=true\
    &components[payments][enabled]=true&components[payouts][enabled]=true&components[balances][enabled]=true";

/// The response of the API reference's example, except for its secret and its time.
pub(crate) const SEED_RESPONSE: &str = r#"{
  "object": "account_session",
  "account": "acct_1NkDjjJyhOZfPCWt",
  "client_secret": "<secret>",
  "expires_at": 0,
  "livemode": false,
  "components": {
    "account_management": {
      "enabled": false,
      "features": {
        "external_account_collection": true
      }
    },
    "account_onboarding": {
      "enabled": true,
      "features": {
        "external_account_collection": true
      }
    },
    "balances": {
      "enabled": true,
      "features": {
        "edit_payout_schedule": false,
        "instant_payouts": false,
        "standard_payouts": false,
        "external_account_collection": true
      }
    },
    "documents": {
      "enabled": false,
      "features": {}
    },
    "notification_banner": {
      "enabled": false,
      "features": {
        "external_account_collection": true
      }
    },
    "payment_details": {
      "enabled": false,
      "features": {
        "capture_payments": true,
        "destination_on_behalf_of_charge_management": false,
        "dispute_management": true,
        "refund_management": true
      }
    },
    "payments": {
      "enabled": true,
      "features": {
        "capture_payments": true,
        "destination_on_behalf_of_charge_management": false,
        "dispute_management": true,
        "refund_management": true
      }
    },
    "payouts": {
      "enabled": true,
      "features": {
        "edit_payout_schedule": false,
        "instant_payouts": false,
        "standard_payouts": false,
        "external_account_collection": true
      }
    },
    "payouts_list": {
      "enabled": false,
      "features": {}
    },
    "tax_registrations": {
      "enabled": false,
      "features": {}
    },
    "tax_settings": {
      "enabled": false,
      "features": {}
    }
  }
}"#;
