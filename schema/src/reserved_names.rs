//! Names that a schema can't use, since generated code or Rust itself uses them.

/// Types and constants of every expansion, and names of Rust's prelude. The type of the request is also the function that
/// makes it, so that it must differ from constants, too.
pub const RESERVED_TYPE_NAMES: [&str; 41] = [
    "AccountFacts",
    "Clearable",
    "Component",
    "ComponentUnknown",
    "Components",
    "ComponentsParams",
    "ExpandableId",
    "Feature",
    "FeatureError",
    "Id",
    "Secret",
    "Timestamp",
    "Unknown",
    "ValidationError",
    "API",
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "FnMut",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "Vec",
];

/// Members of the parameter and response types of every component.
pub const RESERVED_FEATURE_NAMES: [&str; 4] = ["disabled", "enabled", "new", "unknown"];

/// Members of the types that hold all components.
pub const RESERVED_COMPONENT_NAMES: [&str; 5] = ["is_empty", "new", "set", "set_feature", "unknown"];

/// Functions of every request and its builder.
pub const RESERVED_PARAM_NAMES: [&str; 5] = ["build", "builder", "into_parts", "resolve", "validate_for"];

/// Fields of every response object.
pub const RESERVED_FIELD_NAMES: [&str; 2] = ["object", "unknown"];

/// Members of every object within a parameter, field or feature.
pub const RESERVED_OBJECT_FIELD_NAMES: [&str; 2] = ["new", "unknown"];

/// Functions of `AccountFacts`.
pub const RESERVED_ACCOUNT_TYPE_NAMES: [&str; 4] = ["default", "from_account", "positions", "unknown"];

/// Words that can't be identifiers, even behind `r#`.
pub const NEVER_IDENTIFIERS: [&str; 3] = ["crate", "self", "super"];

/// Words that are identifiers only behind `r#`.
pub const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
