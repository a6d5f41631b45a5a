//! Features and parameters of every type: setting, encoding, decoding and resolving.

use generated_client::{Clearable, FromJson, Request, Timestamp, reflect};
use serde_json::json;
use tests::every_type::{
    API, AccountFacts, BrandingColorValue, BrandingObject, BrandingSizesObject, ColorsValue, Component,
    ComponentsParams, Feature, FirstParams, LayoutObject, MethodsValue, ModeValue, OpenWindow, OpenWindowBuilder,
    PanesObject, SecondParams, ThemeValue, Window,
};

fn window(components: ComponentsParams) -> OpenWindow {
    OpenWindow::builder().account("acct_1").components(components).mode("day").owner("me").build().unwrap()
}

#[test]
fn every_type_is_sent_as_the_api_takes_it() {
    let first = FirstParams::enabled()
        .clear_shade()
        .title("a b")
        .clear_note()
        .rows(-7)
        .opened(Timestamp::from_seconds(12))
        .account_link("acct_2")
        .theme(ThemeValue::Dark)
        .layout(LayoutObject::new().columns(2).names(["n"]))
        .methods([MethodsValue::Instant, "new".into()])
        .tags(["x", "y"])
        .clear_steps();
    let second = SecondParams::disabled().rows(true).theme("*").shade(false);
    let request = OpenWindow::builder()
        .components(ComponentsParams::new().first(first).second(second))
        .mode(ModeValue::V24Hours)
        .account("acct_1")
        .clear_owner()
        .clear_label()
        .limit(3)
        .parent("win_1")
        .sizes([1, -2])
        .colors([ColorsValue::Red])
        .branding(
            BrandingObject::new(BrandingColorValue::Green)
                .clear_logo()
                .sizes(BrandingSizesObject::new().small(1).r#type(2)),
        )
        .panes([PanesObject::new("a=b", true), PanesObject::new("c", false)])
        .build()
        .unwrap();
    let expected = [
        "account=acct_1",
        "components[first][enabled]=true",
        "components[first][features][shade]=",
        "components[first][features][title]=a%20b",
        "components[first][features][note]=",
        "components[first][features][rows]=-7",
        "components[first][features][opened]=12",
        "components[first][features][account_link]=acct_2",
        "components[first][features][theme]=dark",
        "components[first][features][methods][0]=instant",
        "components[first][features][methods][1]=new",
        "components[first][features][tags][0]=x",
        "components[first][features][tags][1]=y",
        "components[first][features][steps]=",
        "components[first][features][layout][columns]=2",
        "components[first][features][layout][names][0]=n",
        "components[second][enabled]=false",
        "components[second][features][theme]=%2A",
        "components[second][features][rows]=true",
        "components[second][features][shade]=false",
        "mode=24-hours",
        "owner=",
        "label=",
        "limit=3",
        "parent=win_1",
        "sizes[0]=1",
        "sizes[1]=-2",
        "colors[0]=red",
        "branding[color]=green",
        "branding[logo]=",
        "branding[sizes][small]=1",
        "branding[sizes][type]=2",
        "panes[0][label]=a%3Db",
        "panes[0][open]=true",
        "panes[1][label]=c",
        "panes[1][open]=false",
    ];
    assert_eq!(request.encode().split('&').collect::<Vec<_>>(), expected);
    assert_eq!(request.mode(), &ModeValue::V24Hours);
    assert_eq!(request.owner(), &Clearable::Clear);
    assert_eq!(request.limit(), Some(&Clearable::Set(3)));
    assert_eq!(request.sizes(), Some(&[1, -2][..]));
}

#[test]
fn ambiguous_values_are_refused() {
    let first = FirstParams::enabled()
        .layout(LayoutObject::new())
        .title("")
        .tags(Vec::<String>::new())
        .methods([""])
        .account_link("cus_1")
        .note("");
    let builder: OpenWindowBuilder<_, _, _, _> = OpenWindow::builder().account("acct_1").mode("").owner("");
    let error = builder.components(ComponentsParams::new().first(first)).parent("cus_1");
    let panes = [PanesObject::new("x", true), PanesObject::new("", true), PanesObject::default()];
    let error = error.panes(panes).branding(BrandingObject::default().logo("f").sizes(BrandingSizesObject::new()));
    let error = error.build().unwrap_err();
    let said: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    let empty = |param: &str| format!("{param} must not be empty");
    let prefix = |param: &str, prefix: &str| format!("{param} must be `{prefix}` followed by letters, digits or `_`");
    let feature = |name: &str| format!("components[first][features][{name}]");
    assert_eq!(
        said,
        [
            empty(&feature("title")),
            empty(&feature("note")),
            prefix(&feature("account_link"), "acct_"),
            empty(&feature("methods][0")),
            empty(&feature("tags")),
            empty(&feature("layout")),
            empty("mode"),
            empty("owner"),
            prefix("parent", "win_"),
            empty("branding[color]"),
            prefix("branding[logo]", "file_"),
            empty("branding[sizes]"),
            empty("panes[1][label]"),
            empty("panes[2][label]"),
            empty("panes[2][open]"),
        ]
    );
}

#[test]
fn defaults_of_every_type_are_resolved() {
    let of = |facts: AccountFacts, first: FirstParams| {
        serde_json::to_value(window(ComponentsParams::new().first(first)).resolve(&facts)).unwrap()
    };
    let north = of(AccountFacts::northern(), FirstParams::enabled());
    assert_eq!(
        north["first"]["features"],
        json!({
            "title": "Window",
            "subtitle": "Window",
            "rows": 10,
            "opened": 1_700_000_000,
            "account_link": "acct_default",
            "theme": "light",
            "methods_too": ["standard", "instant"],
            "methods": ["standard", "instant"],
            "tags": ["one", "two"],
            "plain": true,
        }),
        "`shade` has none, `note`, `steps` and `layout` are not documented"
    );
    assert_eq!(north["second"]["features"], json!({ "theme": "neon", "title": "Door", "rows": true, "shade": false }));
    let south = of(AccountFacts::southern(), FirstParams::enabled().title("Mine").shade(true));
    assert_eq!(south["first"]["features"].get("methods"), None);
    assert_eq!(south["first"]["features"].get("methods_too"), None);
    assert_eq!(south["first"]["features"]["subtitle"], "Mine");
    assert_eq!(south["first"]["features"]["shade"], true);
    assert_eq!(south["first"]["features"]["theme"], "*");
    assert_eq!(south["second"]["features"]["shade"], true, "the opposite of `rows`");
    let set = FirstParams::enabled().clear_methods().layout(LayoutObject::new().columns(3));
    let unknown = of(AccountFacts::unknown(), set);
    assert_eq!(unknown["first"]["features"]["layout_too"], json!({ "columns": 3 }));
    let cleared = of(AccountFacts::unknown(), FirstParams::enabled().layout(LayoutObject::new().clear_columns()));
    assert_eq!(cleared["first"]["features"]["layout_too"], json!({ "columns": null }));
    let features = unknown["first"]["features"].as_object().unwrap();
    assert!(!features.contains_key("rows") && !features.contains_key("theme"));
    assert!(!features.contains_key("methods_too"), "as what was cleared");
}

#[test]
fn responses_keep_unknown_values() {
    let body = json!({
        "object": "window",
        "mode": "dusk",
        "sizes": [4],
        "colors": ["blue", "ultraviolet"],
        "components": { "first": { "enabled": true, "features": {
            "theme": "sepia", "methods": ["carrier_pigeon"], "rows": 3, "opened": 5,
            "layout": { "columns": null, "names": ["a"], "new": [{}] },
        } } },
        "branding": { "color": "blue", "since": 7, "font": "serif" },
    });
    let mut with_nulls = body.clone();
    with_nulls["components"]["first"]["features"]["title"] = json!(null);
    with_nulls["components"]["first"]["features"]["shade"] = json!(null);
    let window = Window::from_json(&serde_json::to_vec(&with_nulls).unwrap()).unwrap();
    assert_eq!(window, Window::from_json(&serde_json::to_vec(&body).unwrap()).unwrap(), "`null` is missing");
    assert_eq!(window.mode, ModeValue::Dusk);
    assert_eq!(window.colors, Some(vec![ColorsValue::Blue, ColorsValue::from("ultraviolet")]));
    let first = window.components.first.as_ref().unwrap();
    assert_eq!(first.theme, Some(ThemeValue::Unrecognized("sepia".to_owned())));
    let layout = first.layout.as_ref().unwrap();
    assert_eq!(layout.columns, Some(Clearable::Clear), "as requests have it");
    assert_eq!(layout.names, Some(vec!["a".to_owned()]));
    assert_eq!(layout.unknown.get("new"), Some(&json!([{}])));
    assert_eq!(window.branding.as_ref().unwrap().color, Some(BrandingColorValue::Blue));
    assert_eq!(window.branding.as_ref().unwrap().unknown.get("font"), Some(&json!("serif")));
    assert_eq!((first.shade, &first.title, first.rows), (None, &None, Some(3)));
    assert_eq!(window.components.feature_value(Component::First, Feature::Opened), Some(json!(5)));
    assert_eq!(window.components.feature_value(Component::First, Feature::Shade), None);
    assert_eq!(window.components.feature(Component::First, Feature::Theme), None);
    assert_eq!(serde_json::to_value(&window).unwrap(), body);
}

#[test]
fn responses_keep_values_of_another_type() {
    let body = json!({ "mode": "day", "components": {} });
    for (path, value) in [
        ("colors", json!(["red", 1])),
        ("panes", json!([{}, "pane"])),
        ("sizes", json!("1")),
        ("sizes", json!([1.5])),
        ("account", json!({})),
    ] {
        let mut body = body.clone();
        body[path] = value.clone();
        let window: Window = serde_json::from_value(body.clone()).unwrap();
        assert_eq!(window.unknown.get(path), Some(&value));
        assert_eq!(serde_json::to_value(&window).unwrap(), body);
    }
    // Only the unreadable field of an object is set aside.
    let mut body = body;
    body["branding"] = json!({ "color": "red", "since": "now" });
    body["panes"] = json!([{ "label": 1 }]);
    let window: Window = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(window.branding.as_ref().unwrap().unknown.get("since"), Some(&json!("now")));
    assert_eq!(window.panes.as_ref().unwrap()[0].unknown.get("label"), Some(&json!(1)));
    assert!(window.unknown.is_empty());
    assert_eq!(serde_json::to_value(&window).unwrap(), body);
    for (mode, problem) in [(json!(3), "`mode`: expected text, found a number"), (json!(null), "`mode`: missing")] {
        body["mode"] = mode;
        assert_eq!(serde_json::from_value::<Window>(body.clone()).unwrap_err().to_string(), problem);
    }
}

#[test]
fn a_feature_of_any_type_can_be_chosen_at_run_time() {
    let mut components = ComponentsParams::new();
    components.set(Component::First, false, &[(Feature::Plain, false)]).unwrap();
    components.set_feature(Component::First, Feature::Methods, json!(["instant"])).unwrap();
    components.set_feature(Component::First, Feature::Note, json!(null)).unwrap();
    components.set_feature(Component::First, Feature::Layout, json!({ "columns": null })).unwrap();
    components.set_feature(Component::Second, Feature::Rows, true).unwrap();
    let layout = LayoutObject::new().clear_columns();
    let first = FirstParams::disabled().plain(false).layout(layout).methods([MethodsValue::Instant]).clear_note();
    let expected = ComponentsParams::new().first(first).second(SecondParams::enabled().rows(true));
    assert_eq!(components, expected);
    for (component, feature, value, problem) in [
        (
            Component::First,
            Feature::Rows,
            json!(true),
            "the feature `rows` of `first`: expected a whole number, found a boolean",
        ),
        (Component::First, Feature::Title, json!(null), "the feature `title` of `first`: expected text, found null"),
        (
            Component::First,
            Feature::Tags,
            json!(["a", 1]),
            "the feature `tags` of `first`: `[1]`: expected text, found a number",
        ),
        (Component::Second, Feature::Tags, json!([]), "the component `second` has no feature `tags`"),
    ] {
        let error = components.set_feature(component, feature, value).unwrap_err();
        assert_eq!(error.to_string(), problem);
    }
    let error = components.set(Component::First, true, &[(Feature::Title, true)]).unwrap_err();
    assert_eq!(error.to_string(), "the feature `title` of `first`: expected text, found a boolean");
    assert_eq!(components, expected, "what is refused changes nothing");
}

#[test]
fn the_tables_have_the_type() {
    let methods = API.components[0].features.iter().find(|feature| feature.field.name == "methods").unwrap();
    assert_eq!(
        methods.field.value_type,
        reflect::Type::List(&reflect::Type::Enum { values: &["instant", "standard"] })
    );
    assert!(methods.field.clearable);
    let reflect::DefaultRule::ByFact { fact: "region", values, .. } = methods.default else {
        panic!("{:?}", methods.default)
    };
    let both = reflect::Literal::List(&[reflect::Literal::Text("standard"), reflect::Literal::Text("instant")]);
    assert_eq!(values, [Some(both), Some(reflect::Literal::Null)]);
    let colors = API.params.iter().find(|param| param.name == "colors").unwrap();
    assert!(colors.clearable && !colors.required);
    assert_eq!(ThemeValue::ALL.iter().map(ThemeValue::as_str).collect::<Vec<_>>(), ["light", "dark", "other", "neon"]);
}
