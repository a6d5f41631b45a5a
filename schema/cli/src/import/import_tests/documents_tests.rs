//! Imports of documents of all kinds.

use super::*;

#[test]
fn other_types_are_imported() {
    let kind = |feature: &str| match feature {
        "list" => json!({ "anyOf": [
            { "type": "array", "items": { "type": "string", "maxLength": 5000 } }, { "type": "string", "enum": [""] }
        ] }),
        "word" => json!({ "type": "string", "enum": ["no", "one two", ""] }),
        "words" => json!({ "type": "array", "items": { "type": "string", "enum": ["a", "b"] } }),
        "count" => json!({ "type": "integer" }),
        "time" => json!({ "type": "integer", "format": "unix-time" }),
        "nested" => json!({ "type": "object", "properties": {} }),
        _ => json!({ "type": "string" }),
    };
    let names = ["list", "word", "words", "count", "time", "text", "nested"].map(|name| (name, "Says it."));
    let imported = import(&serde_json::to_vec(&spec(&[("a", &names)], kind)).unwrap(), None, None).unwrap();
    for expected in [
        "  list:\n    doc: Says it.\n    type: list\n    of: string\n    clearable: true\n    default: undocumented\n",
        "  word:\n    doc: Says it.\n    type: enum\n    values: [\"no\", one two]\n    clearable: true\n",
        "  words:\n    doc: Says it.\n    type: list\n    of: enum\n    values: [a, b]\n",
        "  count:\n    doc: Says it.\n    type: integer\n",
        "  time:\n    doc: Says it.\n    type: timestamp\n",
        "  text:\n    doc: Says it.\n    type: string\n    default: undocumented\n",
    ] {
        assert!(imported.text.contains(expected), "{expected}{}", imported.text);
    }
    assert!(!imported.text.contains("nested"));
    assert!(imported.review.notes.iter().any(|note| note.about == ["a.nested"]));
}

#[test]
fn a_default_of_another_type_is_read_or_listed() {
    let clears = json!({ "type": "string", "enum": [""] });
    let kind = |feature: &str| match feature {
        "theme" => json!({ "type": "string", "enum": ["light", "dark"] }),
        "count" => json!({ "type": "integer" }),
        "shown" => json!({ "anyOf": [{ "type": "boolean" }, clears] }),
        _ => json!({ "type": "string" }),
    };
    let features = [
        ("theme", "Defaults to `light`."),
        ("count", "The default is `10`."),
        ("shown", "This is `true` by default."),
        ("place", "The default is the `country` of the account."),
    ];
    let imported = import(&serde_json::to_vec(&spec(&[("a", &features)], kind)).unwrap(), None, None).unwrap();
    for expected in ["default: light", "default: 10", "default: true", "type: string\n    default: undocumented"] {
        assert!(imported.text.contains(expected), "{expected}\n{}", imported.text);
    }
    let unread = imported.review.notes.iter().filter(|note| note.reason.contains("could not be turned into a rule"));
    assert_eq!(unread.flat_map(|note| &note.about).collect::<Vec<_>>(), ["a.place"]);
}

#[test]
fn types_as_of_openapi_3_1() {
    let kind = |feature: &str| match feature {
        "text" => json!({ "type": ["string", "null"] }),
        "list" => json!({ "type": ["array", "null"], "items": { "type": ["string"] } }),
        "word" => json!({ "type": ["string", "null"], "enum": ["x", null] }),
        _ => json!({ "type": ["string", "integer"] }),
    };
    let names = ["text", "list", "word", "either"].map(|name| (name, "Says it."));
    let text = fresh(&spec(&[("a", &names)], kind));
    for expected in [
        "type: string\n    clearable: true\n",
        "type: list\n    of: string\n    clearable: true\n",
        "type: enum\n    values: [x]\n    clearable: true\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("either"), "{text}");
}

#[test]
fn nameless_items_are_left_out() {
    let field = |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    let kind = |feature: &str| match feature {
        "upper" => field("lineItems"),
        "taken" => field("unknown"),
        _ => json!({ "type": "boolean" }),
    };
    let features = ["kept", "upper", "taken", "camelCase", "enabled"].map(|name| (name, TRUE));
    let mut document = spec(&[("a", &features), ("new", &[]), ("b-c", &[])], kind);
    let form = "/paths/~1v1~1account_sessions/post/requestBody/content/application~1x-www-form-urlencoded/schema";
    document.pointer_mut(&format!("{form}/properties")).unwrap()["self"] = json!({ "type": "string" });
    let imported = import(&serde_json::to_vec(&document).unwrap(), None, None).unwrap();
    assert!(!imported.diagnostics.has_errors(), "{}\n{:?}", imported.text, imported.diagnostics);
    assert!(imported.text.contains("    features: [kept]\n"), "{}", imported.text);
    let left_out = imported.review.notes.iter().filter(|note| note.reason.contains("no name"));
    let mut about: Vec<&String> = left_out.flat_map(|note| &note.about).collect();
    about.sort();
    assert_eq!(about, ["a.camelCase", "a.enabled", "a.taken", "a.upper", "b-c", "new", "self"]);
}

#[test]
fn a_document_that_is_deep_is_read_no_deeper_than_can_be_written() {
    let deep = |levels: usize, inner: &dyn Fn(String) -> Value| {
        let mut document = spec(&[("a", &[("deep", TRUE)])], |_| json!({ "$ref": "#/components/schemas/n0" }));
        let schemas = document.pointer_mut("/components/schemas").unwrap();
        for level in 0..levels {
            schemas[format!("n{level}")] = inner(format!("#/components/schemas/n{}", level + 1));
        }
        schemas[format!("n{levels}")] = json!({ "type": "boolean" });
        document
    };
    for inner in [
        |next: String| json!({ "type": "object", "properties": { "inner": { "$ref": next } } }),
        |next: String| json!({ "anyOf": [{ "$ref": next }] }),
    ] {
        assert!(fresh(&deep(10, &inner)).contains("features: [deep]"));
        assert!(fresh(&deep(10_000, &inner)).contains("features: []"));
    }
    assert!(
        fails(&deep(10_000, &|next| json!({ "$ref": next })))
            .ends_with("comes after 64 references, one within another")
    );
}

#[test]
fn a_feature_of_another_type_does_not_keep_its_default() {
    let text = spec(&[("a", &[("refunds", "Says it.")])], |_| json!({ "type": "string" }));
    let imported = onto(
        &base(
            "features:\n  refunds: { doc: It., default: true }\ncomponents:\n  a: { doc: It., features: [refunds] }\n",
        ),
        &text,
    );
    assert!(imported.text.contains("default: undocumented"), "{}", imported.text);
}

#[test]
fn a_changed_object_keeps_the_documentation_of_its_fields() {
    let with = |fields: &[&str]| {
        let fields: Value = fields.iter().map(|name| ((*name).to_owned(), json!({ "type": "string" }))).collect();
        spec(&[("a", &[("box", TRUE)])], move |_| json!({ "type": "object", "properties": fields }))
    };
    let own = |text: &str| {
        text.replace("The field `one`.", "In my words.").replace("one: { type: string", "one: { type: id, prefix: one_")
    };
    let base = own(&fresh(&with(&["one", "two"])));
    let text = onto(&base, &with(&["one", "three", "two"])).text;
    assert!(text.contains("one: { type: id, prefix: one_, doc: In my words. }, three: {"), "{text}");
}

#[test]
fn yaml_is_imported_as_json_is() {
    let document = document(&[("a", &[("refunds", TRUE)]), ("b", &[("refunds", OWNER)])]);
    let yaml = serde_yaml::to_string(&document).unwrap();
    assert_eq!(import(yaml.as_bytes(), None, None).unwrap().text, fresh(&document));
    assert_eq!(
        import(b"openapi: [", None, None).unwrap_err().to_string().split(':').next(),
        Some("the document is not YAML")
    );
}

#[test]
fn a_given_version_is_taken() {
    let document = serde_json::to_vec(&document(&[("a", &[])])).unwrap();
    assert!(import(&document, None, Some("2031-01-01.x")).unwrap().text.starts_with("api_version: 2031-01-01.x\n"));
}

#[test]
fn errors_say_where() {
    let good = document(&[("a", &[("refunds", TRUE)])]);
    let with = |pointer: &str, value: Value| {
        let mut document = good.clone();
        *document.pointer_mut(pointer).unwrap() = value;
        fails(&document)
    };
    assert_eq!(
        fails(&json!({ "swagger": "2.0" })),
        "this is not an OpenAPI 3 document: it is of version 2, which calls itself `swagger`"
    );
    assert_eq!(fails(&json!({ "a": 1 })), "this is not an OpenAPI 3 document: it lacks `openapi: 3...`");
    assert_eq!(fails(&json!([])), "this is not an OpenAPI 3 document: it is not an object");
    assert_eq!(
        with("/paths", json!({ "/v1/account_session": {} })),
        "the document has no `#/paths/~1v1~1account_sessions/post`; did you mean `/v1/account_session`?"
    );
    let reference = json!({ "$ref": "#/components/schemas/nothing" });
    assert_eq!(
        with("/components/schemas/a_config/properties/features", reference),
        "`#/components/schemas/a_config/properties/features` refers to `#/components/schemas/nothing`, which the document does not have"
    );
    let reference = json!({ "$ref": "#/components/schemas/a_config" });
    assert_eq!(
        with("/components/schemas/a_config/properties/features", reference.clone()),
        "`#/components/schemas/a_config/properties/features` refers to `#/components/schemas/a_config`, which it is a part of"
    );
    assert_eq!(
        with("/components/schemas/a_config", reference),
        "`#/components/schemas/a_config` refers to `#/components/schemas/a_config`, which it is a part of"
    );
    assert_eq!(
        with("/paths/~1v1~1account_sessions/post/requestBody/content", json!({})),
        "`#/paths/~1v1~1account_sessions/post/requestBody/content` has no `application/x-www-form-urlencoded`"
    );
    let text = good.to_string();
    let error = import(&text.as_bytes()[..text.len() / 2], None, None).unwrap_err().to_string();
    assert!(error.starts_with("the document is not JSON: EOF while parsing"), "{error}");
    assert!(error.contains("at line 1 column"), "{error}");
    assert_eq!(import(b"{\xff", None, None).unwrap_err(), Error::NotUtf8 { offset: 1 });
    assert!(matches!(import(&vec![b' '; MAX_BYTES + 1], None, None), Err(Error::TooLarge { .. })));
    let broken = Source::new("base.yaml", base("features: {}\ncomponents: []\n"));
    assert!(matches!(import(text.as_bytes(), Some(&broken), None), Err(Error::Base { line: 29, .. })));
}

#[test]
fn no_document_makes_it_panic() {
    let by = "Defaults to `true` if Stripe bears losses, otherwise `false`.";
    let good = document(&[("a", &[("refunds", TRUE), ("payouts", by)]), ("b", &[("refunds", OWNER)])]);
    let mut pointers = Vec::new();
    collect(&good, String::new(), &mut pointers);
    let reference = json!({ "$ref": "#/components/schemas/a_config" });
    for pointer in &pointers {
        for junk in [json!(null), json!([]), json!({}), json!("`"), json!([{ "enum": [1] }]), reference.clone()] {
            let mut document = good.clone();
            *document.pointer_mut(pointer).unwrap() = junk;
            match import(&serde_json::to_vec(&document).unwrap(), Some(&Source::new("base.yaml", base(TWO))), None) {
                Ok(imported) => assert!(imported.text.starts_with("# Kept.")),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
}

/// Every place in a document, as a pointer.
fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    let escape = |key: &String| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| collect(value, format!("{pointer}/{}", escape(key)), pointers));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| collect(value, format!("{pointer}/{at}"), pointers));
        }
        _ => {}
    }
    pointers.push(pointer);
}

#[test]
fn a_response_needs_its_components_and_secrets_alone() {
    let mut document = document(&[("a", &[("b", TRUE)])]);
    let session = &mut document["components"]["schemas"]["session"];
    session["properties"]["client_secret"] = json!({ "type": "string", "description": "A secret." });
    session["required"] = json!(["components", "expires_at", "client_secret"]);
    let text = fresh(&document);
    for (field, required) in [("components", true), ("client_secret", true), ("expires_at", false)] {
        let object = text.split_once("\nobject:").unwrap().1.split_once("\nfeatures:").unwrap().0;
        let lines: Vec<_> = object.lines().skip_while(|line| !line.contains(&format!("    {field}:"))).collect();
        let own = lines.iter().skip(1).take_while(|line| line.starts_with("      "));
        let is_required = [lines[0]].into_iter().chain(own.copied()).any(|line| line.contains("required: true"));
        assert_eq!(is_required, required, "{field}\n{object}");
    }
}
