//! Properties of any text, shared by the fuzz target and the tests.

use schema::{Reading, Source, Style};

/// Reads a text, renders its diagnostics, and expands the valid rest.
pub(crate) fn explain_or_expand(text: &[u8]) {
    let source = Source::new("schema.yaml", text);
    let Reading { schema, diagnostics } = schema::lint(&source);
    for diagnostic in &diagnostics {
        let (line, column) = source.position(diagnostic.span.start);
        assert!(line > 0 && column > 0);
        assert!(source.text().get(diagnostic.span.start..diagnostic.span.end).is_some(), "{diagnostic:?}");
        assert!(!diagnostic.render(&source, Style::Plain).is_empty());
        assert!(diagnostic.help.is_some(), "{diagnostic:?}");
    }
    if let Some(schema) = &schema {
        let tokens = codegen::expand(schema, &quote::quote!(::generated_client_runtime));
        if let Err(error) = syn::parse2::<syn::File>(tokens) {
            panic!("{error}: {:?}", String::from_utf8_lossy(text));
        }
    }
    assert!(schema.is_some() || diagnostics.has_errors());
}
