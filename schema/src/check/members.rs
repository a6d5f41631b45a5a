//! The operation with its parameters, the object with its fields.

use super::checker::{Check, doc, text};
use crate::{
    ast,
    diagnostic::Diagnostic,
    model::{Method, Object, Operation},
    source::{Span, Text},
    vocabulary::{Kind, Member},
};

impl Check<'_, '_> {
    pub(super) fn operation(&mut self, operation: &ast::Operation) -> Option<Operation> {
        let method = self.method(operation.method.as_ref());
        self.path(operation.path.as_ref());
        self.returns(operation.returns.as_ref());
        let params = self.checked_members(MemberOwner::Operation, operation.name.as_ref(), &operation.params);
        let one_of = self.one_of(operation, &params);
        let name = operation.name.as_ref().filter(|name| self.names.has(name))?;
        let doc = doc(&operation.doc, name);
        Some(Operation { name: name.value.clone(), doc, method, path: text(&operation.path), params, one_of })
    }

    pub(super) fn object(&mut self, object: &ast::Object) -> Option<Object> {
        let fields = self.checked_members(MemberOwner::Response, object.name.as_ref(), &object.fields);
        let name = object.name.as_ref().filter(|name| self.names.has(name))?;
        Some(Object { name: name.value.clone(), doc: doc(&object.doc, name), fields })
    }

    /// The optional parameters of which one must be set: none, or at least two.
    fn one_of(&mut self, operation: &ast::Operation, params: &[Member]) -> Vec<String> {
        let mut checked = Vec::new();
        for name in self.unique("the parameter", &operation.one_of.items, |name| name) {
            let known = operation.params.items.iter().any(|param| param.name.value == name.value);
            match params.iter().find(|param| param.name == name.value) {
                Some(param) if param.required => {
                    let message = format!("`{}` is `required`, so that it can't be one of several", name.value);
                    self.error(name.span, message, "remove it from `one_of`, or remove `required`");
                }
                Some(_) => checked.push(name.value.clone()),
                None if known || !operation.params.complete => {}
                None => _ = self.meant(name, "parameter", params.iter().map(|param| param.name.as_str())),
            }
        }
        if let ([name], [_]) = (operation.one_of.items.as_slice(), checked.as_slice()) {
            self.error(name.span, "`one_of` needs at least two parameters", "say `required: true` of the parameter");
            checked.clear();
        }
        checked
    }

    fn method(&mut self, method: Option<&Text>) -> Method {
        let Some(word) = method else { return Method::Post };
        let meant = self.meant(word, "HTTP method", Method::ALL.map(Method::as_str));
        Method::ALL.into_iter().find(|method| Some(method.as_str()) == meant).unwrap_or(Method::Post)
    }

    fn path(&mut self, path: Option<&Text>) {
        let Some(path) = path else { return };
        if !path.value.starts_with('/') {
            let mended = format!("/{}", path.value);
            let message = format!("the path `{}` does not start with a slash", path.value);
            self.report(Diagnostic::error(path.span, message).replace("start it with one", path.span, mended));
        } else if let Some(bad) = path.value.chars().find(|&char| !is_path_char(char)) {
            let help = "write the path alone, such as `/v1/account_sessions`";
            self.error(path.span, format!("a path can't hold {bad:?}"), help);
        }
    }

    fn returns(&mut self, returns: Option<&Text>) {
        if let (Some(returns), Some(ast::Object { name: Some(object), .. })) = (returns, &self.file.object) {
            self.meant(returns, "object", [object.value.as_str()]);
        }
    }

    /// The usable members. Exactly one of the parameters, and of the fields of the response, holds the components.
    pub(super) fn checked_members(
        &mut self,
        owner: MemberOwner,
        name: Option<&Text>,
        members: &ast::Section<ast::Member>,
    ) -> Vec<Member> {
        let names = self.names;
        let mut holder: Option<Span> = None;
        let mut unreadable = !members.complete;
        let mut checked = Vec::with_capacity(members.items.len());
        for member in members.items.iter().filter(|member| names.has(&member.name)) {
            let Some(kind) = self.kind(&member.ty, &member.ty) else {
                unreadable = true;
                continue;
            };
            match (owner, &kind, member.ty.expandable) {
                (MemberOwner::Object, Kind::Components, _) => {
                    self.error(member.name.span, "components can't stand within an object", "choose another type");
                    continue;
                }
                (_, Kind::Components, _) => {
                    if let Some(first) = holder.replace(member.name.span) {
                        self.twice("a member of type `components`", member.name.span, first);
                        continue;
                    }
                }
                (MemberOwner::Operation | MemberOwner::Object, Kind::Id { expandable: true, .. }, Some(expandable)) => {
                    self.error(expandable.span, "only a field of the response can be `expandable`", "remove it");
                    continue;
                }
                _ => {}
            }
            checked.push(Member {
                name: member.name.value.clone(),
                doc: doc(&member.doc, &member.name),
                clearable: self.clearable(owner, &kind, member),
                required: member.required.is_some_and(|is| is.value),
                deprecated: member.deprecated.is_some_and(|is| is.value),
                kind,
            });
        }
        // An unreadable member may be the missing one.
        if let (None, false, Some(name)) = (holder, unreadable, name) {
            let section = if owner == MemberOwner::Operation { "params" } else { "fields" };
            let message = format!("none of the `{section}` of `{}` has the type `components`", name.value);
            let help = "add one, such as `components: { type: components, required: true, doc: ... }`";
            self.error(name.span, message, help);
        }
        checked
    }

    /// Only what is sent can be cleared. A response may have `null` anywhere.
    fn clearable(&mut self, owner: MemberOwner, kind: &Kind, member: &ast::Member) -> bool {
        let Some(clearable) = member.ty.clearable.filter(|clearable| clearable.value) else { return false };
        let problem = match (owner, kind) {
            (MemberOwner::Response, _) => "only what is sent can be `clearable`, and this is received",
            (_, Kind::Components) => "components can't be `clearable`",
            _ => return true,
        };
        self.error(clearable.span, problem, "remove it");
        false
    }
}

/// The owner of members.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum MemberOwner {
    Operation,
    Response,
    /// An object within either, or within a feature.
    Object,
}

fn is_path_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '/' | '_' | '-' | '.' | '~')
}
