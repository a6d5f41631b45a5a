//! The operation with its parameters, the object with its fields.

use super::{Check, doc, names::Names, text};
use crate::{
    ast::{self, Text},
    diagnostic::Diagnostic,
    model::{Kind, Member, Method, Object, Operation},
    source::Span,
};

const KINDS: [&str; 8] = ["boolean", "string", "integer", "timestamp", "id", "secret", "list", "components"];

impl Check<'_, '_> {
    pub(super) fn operation(
        &mut self,
        operation: &ast::Operation,
        object: Option<&ast::Object>,
        names: &Names,
    ) -> Option<Operation> {
        let method = self.method(operation.method.as_ref());
        self.path(operation.path.as_ref());
        self.returns(operation.returns.as_ref(), object.and_then(|object| object.name.as_ref()));
        let params = self.checked_members("`params`", operation.name.as_ref(), &operation.params, names);
        let name = operation.name.as_ref().filter(|name| names.has(name))?;
        let doc = doc(&operation.doc, name);
        Some(Operation { name: name.value.clone(), doc, method, path: text(&operation.path), params })
    }

    pub(super) fn object(&mut self, object: &ast::Object, names: &Names) -> Option<Object> {
        let fields = self.checked_members("`fields`", object.name.as_ref(), &object.fields, names);
        let name = object.name.as_ref().filter(|name| names.has(name))?;
        Some(Object { name: name.value.clone(), doc: doc(&object.doc, name), fields })
    }

    fn method(&mut self, method: Option<&Text>) -> Method {
        let Some(word) = method else { return Method::Post };
        let named = |name: &str| Method::ALL.into_iter().find(|method| method.as_str() == name);
        named(&word.value)
            .or_else(|| named(self.unknown(word, "HTTP method", Method::ALL.map(Method::as_str))?))
            .unwrap_or(Method::Post)
    }

    fn path(&mut self, path: Option<&Text>) {
        let Some(path) = path else { return };
        if !path.value.starts_with('/') {
            let mended = format!("/{}", path.value);
            self.error(
                Diagnostic::error(path.span, format!("the path `{}` does not start with a slash", path.value)).replace(
                    "start it with one",
                    path.span,
                    mended,
                ),
            );
        } else if let Some(bad) = path.value.chars().find(|&char| !is_path_char(char)) {
            self.error(
                Diagnostic::error(path.span, format!("a path can't hold {bad:?}"))
                    .help("write the path alone, such as `/v1/account_sessions`"),
            );
        }
    }

    fn returns(&mut self, returns: Option<&Text>, object: Option<&Text>) {
        if let (Some(returns), Some(object)) = (returns, object)
            && returns.value != object.value
        {
            self.unknown(returns, "object", [object.value.as_str()]);
        }
    }

    /// The members with usable names, exactly one of which holds the components.
    fn checked_members(
        &mut self,
        what: &str,
        owner: Option<&Text>,
        members: &ast::Section<ast::Member>,
        names: &Names,
    ) -> Vec<Member> {
        let mut holder: Option<Span> = None;
        let mut unreadable = !members.complete;
        let mut checked = Vec::with_capacity(members.items.len());
        for member in members.items.iter().filter(|member| names.has(&member.name)) {
            let Some(kind) = self.kind(member) else {
                unreadable = true;
                continue;
            };
            if kind == Kind::Components
                && let Some(first) = holder.replace(member.name.span)
            {
                self.twice("a member of type `components`", member.name.span, first);
                continue;
            }
            let required = member.required.is_some_and(|required| required.value);
            checked.push(Member {
                name: member.name.value.clone(),
                doc: doc(&member.doc, &member.name),
                kind,
                required,
            });
        }
        // A member that can't be read may be the one that is missed.
        if let (None, false, Some(owner)) = (holder, unreadable, owner) {
            let message = format!("none of the {what} of `{}` has the type `components`", owner.value);
            let help = "add one, such as `components: { type: components, required: true, doc: ... }`";
            self.error(Diagnostic::error(owner.span, message).help(help));
        }
        checked
    }

    fn kind(&mut self, member: &ast::Member) -> Option<Kind> {
        let word = member.kind.as_ref()?;
        let kind = self.kind_named(&word.value, word, member);
        if let (Some(prefix), Some(kind)) = (&member.prefix, &kind)
            && !matches!(kind, Kind::Id { .. })
        {
            self.error(Diagnostic::error(prefix.span, "only an `id` has a `prefix`").help("remove it"));
        }
        if let (Some(of), Some(kind)) = (&member.of, &kind)
            && !matches!(kind, Kind::List(_))
        {
            self.error(Diagnostic::error(of.span, "only a `list` is `of` something").help("remove it"));
        }
        kind
    }

    fn kind_named(&mut self, name: &str, word: &Text, member: &ast::Member) -> Option<Kind> {
        Some(match name {
            "boolean" => Kind::Boolean,
            "string" => Kind::String,
            "integer" => Kind::Integer,
            "timestamp" => Kind::Timestamp,
            "secret" => Kind::Secret,
            "components" => Kind::Components,
            "id" => Kind::Id { prefix: self.prefix(word, member.prefix.as_ref())? },
            "list" => Kind::List(Box::new(self.items(word, member.of.as_ref())?)),
            _ => {
                let meant = self.unknown(word, "type", KINDS)?;
                return self.kind_named(meant, word, member);
            }
        })
    }

    fn prefix(&mut self, word: &Text, prefix: Option<&Text>) -> Option<String> {
        let Some(prefix) = prefix else {
            let problem = Diagnostic::error(word.span, "an `id` needs a `prefix`");
            self.error(problem.help("add what such identifiers start with, such as `prefix: acct_`"));
            return None;
        };
        if !super::is_snake(&prefix.value) {
            let message = format!("`{}` is not the start of an identifier", prefix.value);
            let help = "write what such identifiers start with, in lower case, such as `acct_`";
            self.error(Diagnostic::error(prefix.span, message).help(help));
            return None;
        }
        Some(prefix.value.clone())
    }

    fn items(&mut self, word: &Text, of: Option<&Text>) -> Option<Kind> {
        let Some(of) = of else {
            let problem = Diagnostic::error(word.span, "a `list` needs `of`");
            self.error(problem.help("add what it is a list of, such as `of: string`"));
            return None;
        };
        match of.value.as_str() {
            "string" => Some(Kind::String),
            _ => {
                self.unknown(of, "type of list items called", ["string"]);
                Some(Kind::String)
            }
        }
    }
}

fn is_path_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '/' | '_' | '-' | '.' | '~')
}
