//! Defaults and restrictions, as the reference and the small schema state them.

use generated_client::{
    AccountFacts, AccountManagementParams, BalancesParams, Component, Components, ComponentsParams,
    CreateAccountSession, Feature, LossLiability, NotificationBannerParams, PayoutsParams, Request, Rule, reflect,
};
use serde_json::{Value, json};
use tests::{SEED_ACCOUNT, SEED_RESPONSE, every_rule, seed_request};

/// Facts of an account with known loss liability alone.
fn covered_by(liability: LossLiability) -> AccountFacts {
    let mut facts = AccountFacts::unknown();
    facts.loss_liability = Some(liability);
    facts
}

fn request(components: ComponentsParams) -> CreateAccountSession {
    CreateAccountSession::builder().account(SEED_ACCOUNT).components(components).build().unwrap()
}

#[test]
fn the_body_is_the_five_pairs_of_the_reference() {
    assert_eq!(
        seed_request().unwrap().encode(),
        "account=acct_1NkDjjJyhOZfPCWt&components[account_onboarding][enabled]=true&components[balances][enabled]=true\
         &components[payments][enabled]=true&components[payouts][enabled]=true"
    );
}

#[test]
fn resolve_gives_the_components_of_the_reference() {
    let response: serde_json::Value = serde_json::from_str(SEED_RESPONSE).unwrap();
    let expected: Components = serde_json::from_value(response["components"].clone()).unwrap();
    for facts in [AccountFacts::express(), AccountFacts::custom()] {
        let resolved = seed_request().unwrap().resolve(&facts);
        assert_eq!(resolved, expected);
        assert_eq!(serde_json::to_value(&resolved).unwrap(), response["components"]);
    }
}

#[test]
fn payout_features_depend_on_loss_liability() {
    for (facts, default) in [
        (AccountFacts::standard(), Some(true)),
        (AccountFacts::express(), Some(false)),
        (AccountFacts::unknown(), None),
        (covered_by(LossLiability::Stripe), Some(true)),
    ] {
        let resolved = seed_request().unwrap().resolve(&facts);
        for component in [Component::Balances, Component::Payouts] {
            for feature in [Feature::EditPayoutSchedule, Feature::InstantPayouts, Feature::StandardPayouts] {
                assert_eq!(resolved.feature(component, feature), default, "{component:?} {feature:?} {facts:?}");
            }
            assert_eq!(resolved.feature(component, Feature::ExternalAccountCollection), Some(true));
        }
    }
}

#[test]
fn external_account_collection_is_refused_where_stripe_collects_requirements() {
    let request = request(
        ComponentsParams::new()
            .payouts(PayoutsParams::enabled().external_account_collection(false))
            .account_management(AccountManagementParams::enabled().external_account_collection(false))
            .balances(BalancesParams::enabled().external_account_collection(true).instant_payouts(false))
            .notification_banner(NotificationBannerParams::disabled().external_account_collection(false)),
    );
    for facts in [AccountFacts::standard(), AccountFacts::express()] {
        let error = request.validate_for(&facts).unwrap_err();
        let params: Vec<&str> = error.violations().iter().map(|violation| &*violation.param).collect();
        assert_eq!(
            params,
            [
                "components[account_management][features][external_account_collection]",
                "components[notification_banner][features][external_account_collection]",
                "components[payouts][features][external_account_collection]",
            ]
        );
        assert_eq!(
            error.violations()[0].to_string(),
            "components[account_management][features][external_account_collection] may be false only for accounts \
             whose requirement_collection is application"
        );
    }
    for facts in [AccountFacts::custom(), AccountFacts::unknown()] {
        assert_eq!(request.validate_for(&facts), Ok(()));
    }
}

#[test]
fn an_account_of_another_shape_is_refused_and_not_shown() {
    for account in ["", "acct_", "cus_123", "sk_test_canary", "acct_1/../x", "acct_1 ", "acct_1\n", "acct_é"] {
        let components = ComponentsParams::new().payouts(PayoutsParams::enabled());
        let error = CreateAccountSession::builder().account(account).components(components).build().unwrap_err();
        assert_eq!(error.to_string(), "account must be `acct_` followed by letters, digits or `_`");
    }
}

#[test]
fn all_violations_are_reported_at_once() {
    let error = CreateAccountSession::builder().components(ComponentsParams::new()).account("1").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "account must be `acct_` followed by letters, digits or `_`; components must not be empty"
    );
}

#[test]
fn facts_are_read_from_the_account_object() {
    let account = json!({
        "controller": { "losses": { "payments": "application" }, "requirement_collection": "somebody_new" }
    });
    let facts = AccountFacts::from_account(&account);
    assert_eq!(facts, covered_by(LossLiability::Application));
    for odd in [json!(null), json!({ "controller": { "losses": [] } })] {
        assert_eq!(AccountFacts::from_account(&odd), AccountFacts::unknown());
    }
}

#[test]
fn missing_facts_are_those_of_the_account_type() {
    let facts = |account_type: Value, controller: Value| {
        AccountFacts::from_account(&json!({ "type": account_type, "controller": controller }))
    };
    assert_eq!(facts(json!("standard"), json!({ "type": "account" })), AccountFacts::standard());
    assert_eq!(facts(json!("custom"), Value::Null), AccountFacts::custom());
    let covered = json!({ "losses": { "payments": "stripe" }, "requirement_collection": null });
    let mut expected = AccountFacts::custom();
    expected.loss_liability = Some(LossLiability::Stripe);
    assert_eq!(facts(json!("custom"), covered), expected);
    let later = json!({ "losses": { "payments": "somebody_new" } });
    expected.loss_liability = None;
    assert_eq!(facts(json!("custom"), later), expected);
    for unknown in [json!("none"), json!("unknown"), json!(null), json!(1)] {
        assert_eq!(facts(unknown, json!({ "type": "account" })), AccountFacts::unknown());
    }
}

#[test]
fn a_component_chosen_at_run_time_is_configured_by_its_tables() {
    let mut components = ComponentsParams::new();
    for &component in Component::ALL {
        let features: Vec<(Feature, bool)> = component.features().map(|feature| (feature, false)).collect();
        components.set(component, true, &features).unwrap();
    }
    let resolved = request(components.clone()).resolve(&AccountFacts::unknown());
    for &component in Component::ALL {
        assert_eq!(resolved.is_enabled(component), Some(true));
        assert_eq!(Component::from_name(component.name()), Some(component));
        for (feature, info) in component.features().zip(component.info().features) {
            assert_eq!(feature.name(), info.field.name);
            assert_eq!(Feature::from_name(info.field.name), Some(feature));
            assert_eq!(resolved.feature(component, feature), Some(false));
        }
    }
    let before = components.clone();
    let error = components.set(Component::Documents, false, &[(Feature::RefundManagement, true)]).unwrap_err();
    assert_eq!(error.to_string(), "the component `documents` has no feature `refund_management`");
    assert_eq!(components, before);
}

mod small_schema {
    use super::*;
    use every_rule::{API, AccountFacts, ComponentsParams, FirstParams, LoopParams, OpenSession, Region, SecondParams};

    fn session(components: ComponentsParams) -> OpenSession {
        OpenSession::builder().account("acct_1").components(components).build().unwrap()
    }

    #[test]
    fn defaults_follow_each_form_of_rule() {
        let resolve =
            |params: FirstParams, facts: AccountFacts| session(ComponentsParams::new().first(params)).resolve(&facts);
        let northern = resolve(FirstParams::enabled(), AccountFacts::northern());
        let northern = northern.first.unwrap();
        assert_eq!((northern.always_on, northern.always_off), (Some(true), Some(false)));
        assert_eq!((northern.by_liability, northern.follows, northern.opposes), (Some(true), Some(true), Some(false)));
        assert_eq!((northern.by_region, northern.open, northern.r#type), (Some(false), None, Some(true)));
        let eastern = resolve(FirstParams::enabled().follows(true), AccountFacts::eastern());
        let eastern = eastern.first.unwrap();
        assert_eq!((eastern.by_liability, eastern.follows, eastern.opposes), (Some(false), Some(true), Some(false)));
        assert_eq!(eastern.by_region, Some(true));
        let unknown = resolve(FirstParams::enabled().open(true), AccountFacts::unknown());
        let unknown = unknown.first.unwrap();
        assert_eq!((unknown.by_liability, unknown.follows, unknown.opposes), (None, None, None));
        assert_eq!((unknown.by_region, unknown.open), (None, Some(true)));
    }

    #[test]
    fn a_component_may_differ() {
        let resolve =
            |params: SecondParams| session(ComponentsParams::new().second(params)).resolve(&AccountFacts::unknown());
        let plain = resolve(SecondParams::disabled());
        let plain = plain.second.unwrap();
        assert_eq!((plain.enabled, plain.always_on, plain.by_region), (Some(false), Some(false), Some(true)));
        assert_eq!(plain.follows, Some(false));
        assert_eq!(resolve(SecondParams::enabled().by_region(false)).second.unwrap().follows, Some(true));
        let features = API.components[1].features;
        assert_eq!(features[0].field.doc, "Off in this one.");
        assert_eq!(features[4].default, reflect::DefaultRule::OppositeOf(2));
    }

    #[test]
    fn every_restriction_is_reported_at_once() {
        let request = session(
            ComponentsParams::new()
                .first(FirstParams::enabled().southern_only(true).application_south_only(false))
                .second(SecondParams::enabled().southern_only(true))
                .r#loop(LoopParams::enabled()),
        );
        let params = |facts: AccountFacts| {
            let violations = request.validate_for(&facts).err().map(|error| error.violations().to_vec());
            violations.unwrap_or_default().into_iter().map(|violation| violation.param.into_owned()).collect::<Vec<_>>()
        };
        let first = "components[first][features][southern_only]";
        let both = "components[first][features][application_south_only]";
        let second = "components[second][features][southern_only]";
        assert_eq!(params(AccountFacts::northern()), [first, both]);
        assert_eq!(params(AccountFacts::southern()), [second]);
        assert_eq!(params(AccountFacts::eastern()), [first, both, second]);
        assert_eq!(params(AccountFacts::unknown()), [""; 0]);
        let mut somewhere_north = AccountFacts::unknown();
        somewhere_north.region = Some(Region::North);
        assert_eq!(params(somewhere_north), [first, both]);
    }

    #[test]
    fn a_feature_that_must_be_the_same_everywhere_is_compared() {
        let build = |first: Option<bool>, second: Option<bool>| {
            let one = first.map_or(FirstParams::enabled(), |value| FirstParams::enabled().united(value));
            let two = second.map_or(SecondParams::enabled(), |value| SecondParams::enabled().united(value));
            let components = ComponentsParams::new().first(one).second(two);
            OpenSession::builder().account("acct_1").components(components).build()
        };
        for (first, second) in [(None, None), (Some(true), None), (None, Some(true)), (Some(false), Some(false))] {
            assert!(build(first, second).is_ok());
        }
        let error = build(Some(true), Some(false)).unwrap_err();
        assert_eq!(error.violations().len(), 1);
        assert_eq!(error.violations()[0].param, "components[second][features][united]");
        assert_eq!(
            error.violations()[0].rule,
            Rule::SameInEveryComponent { value: false, other: "components[first][features][united]" }
        );
    }

    #[test]
    fn every_type_of_parameter_is_encoded() {
        let request = OpenSession::builder()
            .expand(["a b", "c"])
            .dry_run(false)
            .not_before(generated_client::Timestamp::from_seconds(-5))
            .attempt(3)
            .reference("100% [sure] & ü")
            .components(ComponentsParams::new().first(FirstParams::enabled().r#type(false)))
            .account("acct_1")
            .build()
            .unwrap();
        assert_eq!(
            request.encode(),
            "account=acct_1&components[first][enabled]=true&components[first][features][type]=false\
             &reference=100%25%20%5Bsure%5D%20%26%20%C3%BC&attempt=3&not_before=-5&dry_run=false\
             &expand[0]=a%20b&expand[1]=c"
        );
    }
}

mod turned_around_schema {
    use generated_client::{Request, Timestamp};
    use tests::turned_around::{BuildParams, ComponentsParams, FeaturesParams, LookUp};

    fn look_up(reference: &str, labels: &[&str]) -> Result<LookUp, generated_client::ValidationError> {
        LookUp::builder()
            .strict(true)
            .since(Timestamp::from_seconds(5))
            .attempt(-1)
            .labels(labels.iter().copied())
            .token("t")
            .reference(reference)
            .account("acct_1")
            .build()
    }

    #[test]
    fn required_parameters_are_written_and_read() {
        let request = look_up("r", &["a", "b"]).unwrap();
        assert_eq!(
            request.encode(),
            "account=acct_1&reference=r&token=t&labels[0]=a&labels[1]=b&attempt=-1&since=5&strict=true"
        );
        assert_eq!((request.reference(), request.hint(), request.parts()), ("r", None, None));
        assert_eq!((request.labels(), request.strict()), (&["a".to_owned(), "b".to_owned()][..], true));
        assert!(!format!("{request:?}").contains("\"t\""));
        let resolved = request.resolve(&tests::turned_around::AccountFacts::unknown());
        assert_eq!(resolved.features.unwrap().facts, Some(true));
    }

    #[test]
    fn empty_values_are_refused() {
        let error = look_up("", &[]).unwrap_err();
        assert_eq!(error.to_string(), "reference must not be empty; labels must not be empty");
        let error = look_up("r", &["a", ""]).unwrap_err();
        assert_eq!(error.to_string(), "labels[1] must not be empty");
        let parts = ComponentsParams::new()
            .features(FeaturesParams::enabled().facts(false).united(true))
            .build(BuildParams::enabled().united(false));
        let builder = LookUp::builder().account("acct_1").reference("r").token("").labels(["l"]).attempt(1);
        let builder = builder.since(Timestamp::from_seconds(0)).strict(false).parts(parts).other("cus_1").hint("");
        assert_eq!(
            builder.build().unwrap_err().to_string(),
            "parts[build][features][united] is false, but parts[features][features][united] is true: it must be the \
             same in every component; token must not be empty; other must be `acct_` followed by letters, digits or \
             `_`; hint must not be empty"
        );
    }
}

mod endive {
    use generated_client::v2026_10_28_endive::{
        API, AccountFacts, AccountManagementParams, BalancesParams, Component, ComponentsParams, CreateAccountSession,
        Feature, PaymentMethodSettingsParams, PaymentsParams,
    };

    #[test]
    fn the_description_matches_the_api() {
        assert_eq!((Component::ALL.len(), Feature::ALL.len()), (25, 16));
        assert_eq!(Component::ALL.iter().map(|component| component.features().count()).sum::<usize>(), 53);
        assert_eq!(API.version, "2026-10-28.endive");
    }

    #[test]
    fn rules_refer_to_one_another() {
        let payments = PaymentsParams::enabled().dispute_management(false);
        let management = AccountManagementParams::enabled().external_account_collection(false);
        let components = ComponentsParams::new().payments(payments).account_management(management);
        let request = CreateAccountSession::builder().account("acct_1").components(components).build().unwrap();
        let resolved = request.resolve(&AccountFacts::custom());
        assert_eq!(resolved.payments.unwrap().smart_disputes_management, Some(false));
        assert_eq!(resolved.payment_details.unwrap().smart_disputes_management, Some(true));
        assert_eq!(resolved.account_management.unwrap().disable_stripe_user_authentication, Some(true));
        assert_eq!(resolved.balances.unwrap().disable_stripe_user_authentication, Some(false));
        assert_eq!(resolved.payment_method_settings.unwrap().disable_stripe_user_authentication, Some(false));
        assert_eq!(resolved.financial_account.unwrap().send_money, None);
    }

    #[test]
    fn authentication_is_disabled_everywhere_or_nowhere() {
        let settings = PaymentMethodSettingsParams::enabled().disable_stripe_user_authentication(true);
        let balances = BalancesParams::enabled().disable_stripe_user_authentication(false);
        let components = ComponentsParams::new().payment_method_settings(settings).balances(balances);
        let error = CreateAccountSession::builder().account("acct_1").components(components).build().unwrap_err();
        assert_eq!(
            error.violations()[0].param,
            "components[payment_method_settings][features][disable_stripe_user_authentication]"
        );
    }
}
