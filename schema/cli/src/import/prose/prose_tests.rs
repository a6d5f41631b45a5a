use super::{
    condition::{Condition, LOSSES, REQUIREMENTS},
    meaning::StatedDefault,
    *,
};

fn by(field: &str, value: &str, negated: bool) -> Condition {
    Condition { field: field.to_owned(), value: value.to_owned(), negated }
}

/// The value where Stripe bears losses and where the platform does.
fn by_losses(said: &ParsedDescription) -> Option<(bool, bool)> {
    let Some(StatedDefault::When(rows, otherwise)) = &said.default else { return None };
    let at = |value: &str| {
        let row = rows.iter().find(|(condition, _)| (condition.value == value) != condition.negated);
        row.map(|(condition, value)| (condition.field == LOSSES).then_some(*value)).unwrap_or(*otherwise)
    };
    Some((at("stripe")??, at("application")??))
}

/// The constant default of a text.
fn value(text: &str) -> Option<String> {
    match read_values(text, |word| Some(word.to_owned())) {
        (Some(StatedDefault::Value(value)), values) => values.into_iter().nth(usize::from(!value)),
        _ => None,
    }
}

fn restriction(text: &str) -> Option<(bool, Condition)> {
    read(text).restriction.map(|restriction| (restriction.value, restriction.only_when))
}

#[test]
fn a_constant() {
    for text in [
        "This is `true` by default.",
        "The default value for this feature is `true`.",
        "Defaults to true",
        "Its default is <code>true</code>.",
        "By default, this is “true”.",
        "Default: `true`.",
        "If not set, defaults to `true`.",
        "Enabled by default.",
        "It's on by default.",
        "Defaults to `true` if unset.",
        "Whether the thing is shown to accounts in lists, `true` by default.",
        "The value is `true` by default for this component.",
        "Defaults to `true` and can only be `false` for custom accounts.",
    ] {
        assert_eq!(read(text).default, Some(StatedDefault::Value(true)), "{text}");
        assert_eq!(read(text).unread, [""; 0], "{text}");
    }
    assert_eq!(read("Off by default.").default, Some(StatedDefault::Value(false)));
}

#[test]
fn a_default_by_who_bears_losses() {
    for text in [
        "Default `true` when Stripe owns Loss Liability, default `false` otherwise.",
        "Defaults to `true` when `controller.losses.payments` is set to `stripe` for the account, otherwise `false`.",
        "If Stripe is liable for losses, the default is `true`, otherwise it's `false`.",
        "Defaults to `true` unless `controller.losses.payments` is `application`.",
        "Defaults to `false` when you're liable for negative balances and to `true` otherwise.",
        "Defaults to `true` for accounts where Stripe bears losses. Otherwise, it defaults to `false`.",
        "Defaults to `true` for accounts where Stripe bears losses. Otherwise, this is `false`.",
        "Defaults to `true` only when Stripe has loss liability.",
        "By default `true` for standard accounts, and `false` for express and custom accounts.",
        "The default is `true` if <code>controller.losses.payments</code>=<code>stripe</code>; in all other cases `false`.",
        "When `controller.losses.payments` isn't `stripe`, defaults to `false`; otherwise to `true`.",
        "Defaults to `true` if `controller.losses.payments` is `stripe`, and `false` if it's `application`.",
        "Defaults to `true` when Stripe is responsible for negative balances, and `false` when the platform is.",
        "`true` by default when Stripe owns Loss Liability, `false` by default otherwise.",
        "Enabled by default when Stripe owns loss liability, disabled otherwise.",
    ] {
        assert_eq!(by_losses(&read(text)), Some((true, false)), "{text} {:?}", read(text));
        assert_eq!(read(text).unread, [""; 0], "{text}");
    }
}

#[test]
fn a_default_by_another_feature() {
    let same = Some(StatedDefault::SameAs("dispute_answers".to_owned()));
    for text in [
        "Defaults to the value of `dispute_answers`.",
        "Defaults to `dispute_answers`.",
        "By default, this matches `dispute_answers`.",
        "The default is the same as dispute_answers.",
        "Defaults to `true` if `dispute_answers` is `true`, otherwise `false`.",
    ] {
        assert_eq!(read(text).default, same, "{text}");
    }
    let text = "Defaults to the value of `refunds`.";
    assert_eq!(read(text).default, Some(StatedDefault::SameAs("refunds".to_owned())));
    let opposite = Some(StatedDefault::OppositeOf("dispute_answers".to_owned()));
    for text in [
        "The default value is the opposite of the `dispute_answers` value.",
        "Defaults to the inverse of `dispute_answers`.",
        "The default value is the opposite of the `dispute_answers` value. For example, if you don't set \
         `dispute_answers`, it defaults to `true` and this defaults to `false`.",
        "Defaults to `true` when `dispute_answers` is `false`, `false` otherwise.",
    ] {
        assert_eq!(read(text).default, opposite, "{text}");
    }
}

#[test]
fn a_restriction() {
    let expected = Some((false, by(REQUIREMENTS, "application", false)));
    for text in [
        "This can only be `false` for accounts where you're responsible for collecting updated information when \
         requirements are due or change, like Custom accounts.",
        "It can only be false for custom accounts (or accounts where the platform is compliance owner).",
        "Can be set to `false` only when `controller.requirement_collection` is `application`.",
        "Can't be `false` unless your platform collects requirements.",
        "This must be `true` unless `controller.requirement_collection` is `application`.",
        "Can only be disabled for custom accounts.",
        "You can disable this only for accounts where your platform is responsible for requirement collection.",
        "Only custom accounts can set this to `false`.",
        "`false` is only allowed for accounts where the platform is responsible for requirements.",
    ] {
        assert_eq!(restriction(text), expected, "{text}");
        assert_eq!(read(text).default, None, "{text}");
        assert_eq!(read(text).unread, [""; 0], "{text}");
    }
    let other = Some((false, by(REQUIREMENTS, "stripe", true)));
    for text in [
        "Must be `true` for accounts where `controller.requirement_collection` is `stripe`.",
        "Can't be `false` where Stripe collects requirements.",
        "This is always `true` for accounts where Stripe collects requirements.",
    ] {
        assert_eq!(restriction(text), other, "{text}");
    }
    let text = "It can only be `true` for accounts where `controller.requirement_collection` is `application` for the account.";
    assert_eq!(restriction(text), Some((true, by(REQUIREMENTS, "application", false))));
}

#[test]
fn unreadable_rules_need_review() {
    for text in [
        "Defaults to `true` for accounts in some countries.",
        "Defaults to `true` during the beta.",
        "Usually `true` by default.",
        "Defaults to `true` when Stripe owns loss liability or the account is enrolled, otherwise `false`.",
        "Defaults to `true` for custom accounts in Brazil, otherwise `false`.",
        "Defaults to `true` or `false` depending on your settings.",
        "Defaults to `true`. This is `false` by default.",
        "Defaults to the opposite of `some_thing` when Stripe owns losses.",
        "The default is set in the Dashboard.",
        "The default value is `true` if `a_feature` is `true`.",
        "Can only be `true` for accounts in the US.",
        "Requires `controller.requirement_collection` to be `application` when `true`.",
        "Defaults to `true` if Stripe bears losses, `false` if the account is new.",
        "Can only be `false` for custom accounts in the US.",
        "Defaults to `true` unless `controller.losses.payments` is `application`, otherwise `false`.",
    ] {
        let said = read(text);
        assert_eq!((said.default, said.restriction), (None, None), "{text}");
        assert!(!said.unread.is_empty(), "{text}");
    }
    // A case is left open.
    let said = read("Defaults to `true` when Stripe owns loss liability.");
    assert!(matches!(said.default, Some(StatedDefault::When(_, None))), "{said:?}");
}

#[test]
fn a_description_without_rules() {
    for text in ["Whether to allow sending money.", "Whether it is enabled, by way of the default card.", ""] {
        let said = read(text);
        assert_eq!((said.default, said.restriction, said.doc.as_str()), (None, None, text), "{text}");
    }
}

#[test]
fn the_rest_is_the_documentation() {
    let text = "<p>Whether refunds are possible. This is <code>true</code> by default. Does not apply to charges.</p>";
    assert_eq!(read(text).doc, "Whether refunds are possible. Does not apply to charges.");
}

#[test]
fn a_default_that_is_not_boolean() {
    for text in [
        "Sets the theme. Defaults to `light`.",
        "The default is `light`.",
        "The default value for this feature is `light`.",
        "This is `light` by default.",
        "By default this is `light`.",
        "`light` by default.",
    ] {
        assert_eq!(value(text).as_deref(), Some("light"), "{text}");
    }
}

#[test]
fn a_value_near_the_word_default_is_not_one() {
    for text in [
        "The default is the `country` of the account.",
        "Falls back to the default of the `locale` parameter.",
        "The default currency in `iso` format.",
        "By default this is the same as `theme`.",
        "Defaults to the value of `theme`.",
        "Defaults to `light` in test mode.",
        "Defaults to `light`, `dark` at night.",
        "Not `light` by default.",
        "`light` is not the default.",
    ] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn a_default_that_is_not_boolean_and_depends_on_the_account() {
    let text = "Defaults to `light` when Stripe owns losses, otherwise `dark`. One of `light`, `dark` and `other`.";
    let (default, values) = read_values(text, |word| Some(word.to_owned()));
    let losses = by(LOSSES, "stripe", false);
    assert_eq!(default, Some(StatedDefault::When(vec![(losses, Some(true))], Some(Some(false)))));
    assert_eq!(values, ["light", "dark"]);
    for (text, expected) in [("Defaults to [\"always\"].", "[\"always\"]"), ("This defaults to 12.", "12")] {
        assert_eq!(value(text).as_deref(), Some(expected));
    }
}

#[test]
fn a_value_that_is_not_boolean_leaves_the_others_readable() {
    let losses = by(LOSSES, "stripe", false);
    let half = Some(StatedDefault::When(vec![(losses, Some(true))], Some(None)));
    for text in [
        "The default value is `enabled` when Stripe owns losses, and `by_dashboard` otherwise.",
        "Defaults to `true` when Stripe owns losses, otherwise `by_dashboard`.",
        "Defaults to `true` when Stripe owns losses. Otherwise, it is `by_dashboard`.",
    ] {
        assert_eq!(read(text).default, half, "{text}");
    }
    for text in [
        "Defaults to `by_dashboard` when Stripe owns losses, otherwise `by_rules`.",
        "Defaults to `true` when `some_feature` and Stripe owns losses.",
        "Defaults to `true` unless `some_feature`.",
        "Defaults to `true` when Stripe owns losses or `some_feature`, otherwise `false`.",
    ] {
        assert_eq!(read(text).default, None, "{text}");
    }
}

#[test]
fn the_opposite_in_other_words() {
    for (text, opposite) in [
        ("The default value for this feature is `false` when `x_y` is enabled and `true` otherwise.", true),
        ("Defaults to `true` if `x_y` is `enabled`, otherwise `false`.", false),
        ("Defaults to `true` when `x_y` is disabled, and `false` otherwise.", true),
    ] {
        let expected = if opposite { StatedDefault::OppositeOf } else { StatedDefault::SameAs };
        assert_eq!(read(text).default, Some(expected("x_y".to_owned())), "{text}");
    }
}
