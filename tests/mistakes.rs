//! Every mistake a maintainer can make, and what is said of it. Each file of `mistakes/` holds one, and is named after
//! it. Where the help is a replacement, following it mends the mistake.

use schema::{Diagnostic, Help, Reading, Source, Style};
use std::{collections::BTreeSet, fs};

fn read(name: &str, text: Vec<u8>) -> (Source, Reading) {
    let source = Source::new(format!("{name}.yaml"), text);
    let reading = schema::lint(&source);
    (source, reading)
}

fn check(name: &str) {
    let text = fs::read(format!("mistakes/{name}.yaml")).unwrap();
    let (source, Reading { diagnostics, schema }) = read(name, text);
    assert!(schema.is_none_or(|schema| !schema.components.is_empty()), "what is left of {name} does not compile");
    assert!(!diagnostics.is_empty(), "nothing is said of {name}");
    let rendered: Vec<String> = diagnostics.iter().map(|diagnostic| diagnostic.render(&source, Style::Plain)).collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "mistakes" }, {
        insta::assert_snapshot!(name, rendered.join("\n\n"));
    });
    for diagnostic in &diagnostics {
        assert!(diagnostic.help.is_some(), "no way out of {diagnostic:?}");
        follow(name, &source, diagnostic, diagnostics.iter().count());
    }
}

/// Follows a help that is a replacement, after which one thing less is wrong.
fn follow(name: &str, source: &Source, diagnostic: &Diagnostic, wrong: usize) {
    let Some(Help { replacement: Some((span, text)), .. }) = &diagnostic.help else { return };
    let mut mended = source.text().to_owned();
    mended.replace_range(span.start..span.end, text);
    let (_, Reading { diagnostics, .. }) = read(name, mended.clone().into_bytes());
    assert!(diagnostics.iter().count() < wrong, "{mended}\n{diagnostics:#?}");
}

macro_rules! mistakes {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(stringify!($name)); })*

        #[test]
        fn every_file_is_tested() {
            let names: BTreeSet<String> = [$(stringify!($name)),*].map(|name| format!("{name}.yaml")).into();
            let files = fs::read_dir("mistakes").unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
            assert_eq!(files.filter(|name| name.ends_with(".yaml")).collect::<BTreeSet<_>>(), names);
        }
    };
}

mistakes! {
    a_byte_order_mark
    a_character_that_starts_nothing
    a_clearable_field
    a_component_feature_that_is_a_list
    a_component_named_as_a_type_of_rust
    a_component_named_as_an_enum
    a_component_named_as_the_object
    a_component_that_is_a_list
    a_component_twice
    a_component_without_documentation
    a_component_without_features
    a_condition_that_is_empty
    a_condition_that_is_text
    a_control_character
    a_default_by_a_feature_that_is_not_there
    a_default_like_a_feature_of_another_type
    a_default_of_a_list_that_is_text
    a_default_of_a_list_with_a_wrong_item
    a_default_of_an_enum_that_is_not_a_value
    a_default_of_an_id_without_its_prefix
    a_default_of_an_integer_with_a_fraction
    a_default_of_text_that_is_a_number
    a_default_opposite_to_something_not_boolean
    a_default_that_is_a_number
    a_default_that_is_a_word
    a_default_that_is_empty
    a_default_that_is_its_own
    a_default_that_is_null_where_nothing_is_cleared
    a_default_that_its_restriction_rules_out
    a_default_that_refers_to_nothing
    a_default_with_two_rules
    a_doc_that_is_a_list
    a_documentation_that_repeats_the_name
    a_fact_that_is_text
    a_fact_that_no_rule_asks_for
    a_fact_twice
    a_fact_with_no_values
    a_fact_without_values
    a_feature_called_crate
    a_feature_called_enabled
    a_feature_listed_twice
    a_feature_of_secrets
    a_feature_that_is_a_boolean
    a_feature_that_no_component_has
    a_feature_twice
    a_feature_without_a_default
    a_field_called_unknown
    a_field_cleared_elsewhere_by_the_name_of_another
    a_field_named_as_what_clears_one_elsewhere
    a_field_of_an_object_of_an_unknown_type
    a_field_of_an_object_without_documentation
    a_field_that_becomes_one_said_elsewhere
    a_field_with_another_type_elsewhere
    a_file_that_is_a_list
    a_file_that_is_a_word
    a_file_that_lacks_everything
    a_key_that_is_a_list_among_others
    a_key_that_is_an_alias
    a_key_that_is_no_text
    a_key_twice_at_the_top
    a_key_twice_in_a_fact
    a_key_twice_in_a_param
    a_key_twice_in_the_operation
    a_key_with_an_anchor
    a_key_without_a_value
    a_line_without_a_colon
    a_list_in_a_list_in_a_list
    a_list_of_nothing
    a_merge_key
    a_name_in_capitals
    a_name_that_becomes_a_constant
    a_name_that_is_almost_a_keyword
    a_name_that_rust_keeps
    a_name_that_starts_with_a_digit
    a_name_with_a_dash
    a_param_named_as_a_method
    a_param_named_as_what_clears_another
    a_param_that_is_text
    a_param_twice
    a_param_without_a_type
    a_path_with_a_space
    a_path_without_a_slash
    a_prefix_of_something_else
    a_prefix_that_is_a_number
    a_reference_that_is_a_list
    a_restriction_of_a_list
    a_restriction_that_is_a_boolean
    a_restriction_without_a_value
    a_row_of_another_type
    a_row_twice
    a_second_colon
    a_switch_that_is_a_number
    a_switch_that_is_a_word
    a_table_of_integers_without_a_row
    a_table_with_a_row_too_many
    a_table_with_an_unreadable_row
    a_table_with_text
    a_table_without_a_row
    a_tag
    a_type_that_is_not_said
    a_value_that_is_a_boolean
    a_value_twice
    a_version_that_is_a_number
    a_version_that_is_none
    a_wrong_indentation
    an_account_field_that_is_no_path
    an_account_type_named_as_a_function
    an_account_type_that_is_a_list
    an_account_type_with_a_list
    an_alias
    an_alias_bomb
    an_alias_to_nothing
    an_empty_file
    an_empty_name
    an_empty_prefix
    an_enum_that_must_be_the_same
    an_enum_with_a_value_twice
    an_enum_with_a_value_without_a_name
    an_enum_with_an_empty_value
    an_enum_with_no_value
    an_enum_without_values
    an_id_without_a_prefix
    an_object_that_is_a_list
    an_object_with_a_default
    an_object_with_components
    an_object_with_no_field
    an_object_without_a_name
    an_object_without_fields
    an_operation_that_is_text
    an_operation_without_a_path
    an_override_that_is_a_boolean
    an_override_with_another_type_than_its_default
    an_unclosed_list
    an_unclosed_map
    an_unclosed_quote
    an_unknown_fact_in_a_condition
    an_unknown_fact_in_a_table
    an_unknown_fact_of_an_account_type
    an_unknown_feature
    an_unknown_feature_like_no_other
    an_unknown_key_at_the_top
    an_unknown_key_like_no_other
    an_unknown_key_of_a_component
    an_unknown_key_of_a_default
    an_unknown_key_of_a_fact
    an_unknown_key_of_a_feature
    an_unknown_key_of_a_param
    an_unknown_key_of_a_restriction
    an_unknown_key_of_an_override
    an_unknown_key_of_the_object
    an_unknown_key_of_the_operation
    an_unknown_method
    an_unknown_object
    an_unknown_type
    an_unknown_type_in_a_list
    an_unknown_type_of_a_feature
    an_unknown_value_in_a_condition
    an_unknown_value_in_a_table
    an_unknown_value_of_an_account_type
    clearable_components
    component_features_that_are_a_map
    components_that_are_a_list
    defaults_in_a_circle
    facts_that_are_a_list
    features_that_are_a_list
    features_that_become_one
    features_that_become_one_variant
    fields_of_text
    fields_that_are_text
    names_that_become_one
    no_component
    no_parameter_for_components
    not_utf8
    nothing_but_comments
    params_that_are_a_list
    params_that_become_one_type
    tabs
    two_documents
    values_of_a_boolean
    values_that_are_text
}
