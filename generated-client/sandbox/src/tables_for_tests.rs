//! Tables for tests: those of the API reference's example, and small ones with every rule.

use runtime::reflect::{
    AccountType, Api, ComponentInfo,
    DefaultRule::{self, ByFact, OppositeOf, SameAs, Undocumented, Value},
    Fact, FeatureInfo, Field, Kind,
    Literal::Boolean,
    Restriction,
};

macro_rules! components {
    ($($component:ident { $($feature:ident: $default:expr $(, $more:expr)?;)* })*) => {
        &[$(ComponentInfo {
            name: stringify!($component),
            doc: "",
            param: concat!("components[", stringify!($component), "]"),
            // The sandbox does not use it.
            position: 0,
            features: &[$(FeatureInfo {
                name: stringify!($feature),
                doc: "",
                param: concat!("components[", stringify!($component), "][features][", stringify!($feature), "]"),
                default: $default,
                ..components!(@more $($more)?)
            }),*],
        }),*]
    };
    (@more) => { FREE };
    (@more $more:expr) => { $more };
}

const FREE: FeatureInfo = restricted(None, false);

const fn restricted(restriction: Option<Restriction>, same_in_every_component: bool) -> FeatureInfo {
    FeatureInfo {
        name: "",
        doc: "",
        param: "",
        kind: Kind::Boolean,
        clearable: false,
        default: Undocumented,
        restriction,
        same_in_every_component,
    }
}

const fn field(name: &'static str, required: bool, kind: Kind) -> Field {
    Field { name, doc: "", required, kind, clearable: false }
}

const ACCOUNT: Kind = Kind::Id { prefix: "acct_" };

const FACTS: &[Fact] = &[
    Fact {
        name: "loss_liability",
        doc: "",
        account_field: "controller.losses.payments",
        values: &["stripe", "application"],
    },
    Fact {
        name: "requirement_collection",
        doc: "",
        account_field: "controller.requirement_collection",
        values: &["stripe", "application"],
    },
];

const FIELDS: &[Field] = &[
    field("object", false, Kind::String),
    field("account", false, ACCOUNT),
    field("client_secret", true, Kind::Secret),
    field("expires_at", false, Kind::Timestamp),
    field("livemode", false, Kind::Boolean),
    field("components", true, Kind::Components),
];

const BY_LOSSES: DefaultRule = ByFact { fact: 0, values: &[Boolean(true), Boolean(false)] };
const CUSTOM: &[(usize, usize)] = &[(1, 1)];
const ONLY_CUSTOM_OFF: FeatureInfo = restricted(Some(Restriction { value: false, only_when: CUSTOM }), false);
const ONLY_CUSTOM_ON: FeatureInfo = restricted(Some(Restriction { value: true, only_when: CUSTOM }), true);

/// The version of the API reference's example.
pub(crate) static SEED: Api = Api {
    version: "2024-09-30.acacia",
    method: "POST",
    path: "/v1/account_sessions",
    params: &[
        field("account", true, ACCOUNT),
        field("components", true, Kind::Components),
        field("expand", false, Kind::List(&Kind::String)),
    ],
    object: "account_session",
    fields: FIELDS,
    facts: FACTS,
    account_types: &[
        AccountType { name: "standard", facts: &[Some(0), Some(0)] },
        AccountType { name: "express", facts: &[Some(1), Some(0)] },
        AccountType { name: "custom", facts: &[Some(1), Some(1)] },
    ],
    components: components! {
        account_management { external_account_collection: Value(Boolean(true)), ONLY_CUSTOM_OFF; }
        account_onboarding { external_account_collection: Value(Boolean(true)), ONLY_CUSTOM_OFF; }
        balances {
            edit_payout_schedule: BY_LOSSES;
            instant_payouts: BY_LOSSES;
            standard_payouts: BY_LOSSES;
            external_account_collection: Value(Boolean(true)), ONLY_CUSTOM_OFF;
        }
        documents {}
        notification_banner { external_account_collection: Value(Boolean(true)), ONLY_CUSTOM_OFF; }
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
            external_account_collection: Value(Boolean(true)), ONLY_CUSTOM_OFF;
        }
        payouts_list {}
        tax_registrations {}
        tax_settings {}
    },
};

/// Every default rule and every kind of restriction.
pub(crate) static RULES: Api = Api {
    version: "2000-01-01.rules",
    method: "POST",
    path: "/v1/account_sessions",
    params: &[
        field("account", true, ACCOUNT),
        field("components", true, Kind::Components),
        field("expand", false, Kind::List(&Kind::String)),
        field("limit", false, Kind::Integer),
    ],
    object: "account_session",
    fields: FIELDS,
    facts: FACTS,
    account_types: &[
        AccountType { name: "standard", facts: &[Some(0), Some(0)] },
        AccountType { name: "express", facts: &[Some(1), Some(0)] },
        AccountType { name: "custom", facts: &[Some(1), Some(1)] },
        AccountType { name: "half", facts: &[None, Some(1)] },
    ],
    components: components! {
        first {
            yes: Value(Boolean(true));
            no: Value(Boolean(false));
            by_fact: BY_LOSSES;
            like_by_fact: SameAs(2);
            like_like: SameAs(3);
            unlike_by_fact: OppositeOf(2);
            unknown: Undocumented;
            unlike_no: OppositeOf(1);
            strict: Value(Boolean(false)),
                restricted(Some(Restriction { value: false, only_when: &[(0, 0), (1, 1)] }), false);
            shared: Value(Boolean(false)), ONLY_CUSTOM_ON;
        }
        second {
            shared: Value(Boolean(false)), ONLY_CUSTOM_ON;
            free: Value(Boolean(false));
        }
        empty {}
    },
};

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
