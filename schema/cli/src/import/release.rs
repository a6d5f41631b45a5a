//! The endpoint in a document: parameters, fields, components and their features.

use super::{
    base::Base,
    described_endpoint::Endpoint,
    document::{self, Place},
    error::Error,
    openapi_types::{Type, describes_type},
    review::Review,
};
use schema::{
    names,
    reserved_names::{RESERVED_COMPONENT_NAMES, RESERVED_FEATURE_NAMES, RESERVED_FIELD_NAMES, RESERVED_PARAM_NAMES},
    vocabulary::{Kind, Member},
};
use serde_json::Value;

/// The endpoint as a document describes it.
#[derive(Debug, Default)]
pub(crate) struct Release {
    pub(crate) version: Option<String>,
    /// The description of the operation.
    pub(crate) operation: String,
    pub(crate) object: String,
    pub(crate) object_description: String,
    pub(crate) params: Vec<Member>,
    pub(crate) fields: Vec<Member>,
    /// The name of the parameter and of the field that hold the components.
    pub(crate) holder: String,
    pub(crate) components: Vec<Component>,
}

#[derive(Debug, Default)]
pub(crate) struct Component {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) features: Vec<Feature>,
    pub(crate) deprecated: bool,
}

#[derive(Debug)]
pub(crate) struct Feature {
    /// Its name, description and type.
    pub(crate) member: Member,
    /// The value of the keyword `default`.
    pub(crate) keyword: Option<Value>,
}

/// The names and schemas of an object's properties.
type Properties<'d> = Vec<(String, Place<'d>)>;

impl Release {
    /// Reads the endpoint of a document, with all that the schema has of it.
    pub(crate) fn read(
        root: &Value,
        endpoint: &Endpoint,
        base: Option<&Base<'_>>,
        review: &mut Review,
    ) -> Result<Release, Error> {
        let operation = document::operation(root, &endpoint.path, &endpoint.method.to_lowercase())?;
        let (request, response) = (request(&operation)?, response(&operation)?);
        let params = request.properties()?;
        let holder = match base.and_then(Base::components_param) {
            Some(holder) => holder.to_owned(),
            None => holder(&params)?.unwrap_or_else(|| "components".to_owned()),
        };
        let fields = response.properties()?;
        let (sent, answered) = (within(&params, &request, &holder)?, within(&fields, &response, &holder)?);
        if sent.is_empty() {
            return Err(request.unexpected(format!("has no components in `{holder}`")));
        }
        let mut reader = Reader { base, review };
        let components = reader.components(&sent, &answered)?;
        let said = operation.text("description").filter(|text| !text.is_empty()).or(operation.text("summary"));
        let constant = || fields.iter().find(|(name, _)| name == "object")?.1.texts("enum").into_iter().next();
        let named = || response.pointer.rsplit('/').next().map(str::to_owned);
        let name = response.text("x-resourceId").map(str::to_owned).or_else(constant).or_else(named);
        Ok(Release {
            version: document::version(root),
            operation: said.unwrap_or_default().to_owned(),
            object: name.unwrap_or_default(),
            object_description: response.text("description").unwrap_or_default().to_owned(),
            params: reader.members(params, &request, &holder, true)?,
            fields: reader.members(fields, &response, &holder, false)?,
            holder,
            components,
        })
    }
}

/// The schema of the form.
fn request<'d>(operation: &Place<'d>) -> Result<Place<'d>, Error> {
    let content = operation.require("requestBody")?.require("content")?;
    object(&content.require("application/x-www-form-urlencoded")?.require("schema")?)
}

/// The schema of a successful response.
fn response<'d>(operation: &Place<'d>) -> Result<Place<'d>, Error> {
    let responses = operation.require("responses")?;
    let response = ["200", "201", "2XX", "default"].iter().find_map(|status| responses.get(status));
    let response = response.ok_or_else(|| responses.unexpected("has no `200`"))?.resolve()?;
    object(&response.require("content")?.require("application/json")?.require("schema")?)
}

/// A place that holds an object: the one among alternatives, or all of them as one.
fn object<'d>(place: &Place<'d>) -> Result<Place<'d>, Error> {
    let mut place = place.resolve()?;
    for key in ["anyOf", "oneOf"] {
        let branches = place.items(key);
        let mut objects = branches.iter().filter_map(|branch| object(branch).ok());
        if let (Some(object), None) = (objects.next(), objects.next()) {
            return Ok(object);
        }
    }
    for part in place.items("allOf").into_iter().filter(|part| describes_type(&part.value)) {
        if let (Value::Object(whole), Value::Object(part)) = (&mut place.value, object(&part)?.value) {
            merge(whole, part);
        }
    }
    if place.value.get("properties").is_none() && place.text("type") != Some("object") {
        return Err(place.unexpected("is not the schema of an object"));
    }
    Ok(place)
}

/// The properties of one of an object's properties.
fn within<'d>(properties: &Properties<'d>, object: &Place<'d>, name: &str) -> Result<Properties<'d>, Error> {
    match properties.iter().find(|(known, _)| known == name) {
        Some((_, place)) => self::object(place)?.properties(),
        None => Err(object.unexpected(format!("has no property `{name}`"))),
    }
}

/// The parameter whose properties can be enabled.
fn holder(params: &Properties<'_>) -> Result<Option<String>, Error> {
    let can_be_enabled = |component: &Place<'_>| {
        object(component).is_ok_and(|component| component.value.pointer("/properties/enabled").is_some())
    };
    for (name, place) in params {
        let Ok(object) = object(place) else { continue };
        if object.properties()?.iter().any(|(_, component)| can_be_enabled(component)) {
            return Ok(Some(name.clone()));
        }
    }
    Ok(None)
}

struct Reader<'b, 'r> {
    base: Option<&'b Base<'b>>,
    review: &'r mut Review,
}

impl Reader<'_, '_> {
    /// The parameters or fields. One with an unsupported type or a reserved name stays as the schema has it.
    fn members(
        &mut self,
        properties: Properties<'_>,
        object: &Place<'_>,
        holder: &str,
        params: bool,
    ) -> Result<Vec<Member>, Error> {
        let taken: &[&str] = if params { &RESERVED_PARAM_NAMES } else { &RESERVED_FIELD_NAMES };
        let required = object.texts("required");
        let mut members = Vec::with_capacity(properties.len());
        for (name, place) in properties.into_iter().filter(|(name, _)| name != "object") {
            let stated = match name == holder {
                true => Some(Type { kind: Kind::Components, clearable: false }),
                false if !names::is_usable(&name, taken) => None,
                false if params => Type::of(&place)?,
                false => Type::of_field(&place)?,
            };
            let place = place.resolve()?;
            let doc = place.text("description").unwrap_or_default().to_owned();
            let known = self.base.and_then(|base| base.member(params, &name)).map(Type::of_member);
            if stated.is_none() {
                let sort = if params { "parameter" } else { "field of the response" };
                let lacks = if known.is_some() { "type" } else { "type or no name" };
                let reason = format!("the schema language has no {lacks} for this {sort}");
                let fate = if known.is_some() { fate(true) } else { ", and it was left out" };
                self.review.note(&name, &format!("{reason}{fate}"), &doc);
            }
            let Some(Type { kind, clearable }) = stated.or(known) else { continue };
            let (required, deprecated) = (required.contains(&name), place.is("deprecated"));
            // Only what is sent can be cleared.
            members.push(Member { name, doc, kind, clearable: clearable && params, required, deprecated });
        }
        Ok(members)
    }

    fn components(&mut self, sent: &Properties<'_>, answered: &Properties<'_>) -> Result<Vec<Component>, Error> {
        let mut components = Vec::with_capacity(sent.len());
        for (name, sent, answered) in both(sent, answered) {
            let is_known = self.base.is_some_and(|base| base.component(name).is_some());
            let mut review = |reason: &str| self.review.note(name, reason, "");
            if !names::is_usable(name, &RESERVED_COMPONENT_NAMES) {
                review("the schema language has no name for this component, and it was left out");
                continue;
            }
            if answered.is_none() {
                review("the request has this component, and the response does not");
            }
            if sent.is_none() {
                review(&format!("the response has this component, and the request does not{}", fate(is_known)));
                if !is_known {
                    continue;
                }
            }
            let (answered, sent) = (answered.map(object).transpose()?, sent.map(object).transpose()?);
            let others = sent.as_ref().map(Place::properties).transpose()?.unwrap_or_default();
            for (other, _) in others.iter().filter(|(name, _)| name != "enabled" && name != "features") {
                review(&format!("its parameter `{other}` is neither `enabled` nor `features`, and was left out"));
            }
            let features = self.features(name, &features(sent.as_ref())?, &features(answered.as_ref())?)?;
            let places: Vec<Place<'_>> = [answered, sent].into_iter().flatten().collect();
            let deprecated = places.iter().any(|place| place.is("deprecated"));
            components.push(Component {
                name: name.to_owned(),
                description: description(&places),
                features,
                deprecated,
            });
        }
        Ok(components)
    }

    fn features(
        &mut self,
        component: &str,
        sent: &Properties<'_>,
        answered: &Properties<'_>,
    ) -> Result<Vec<Feature>, Error> {
        let mut features = Vec::new();
        for (name, sent, answered) in both(sent, answered) {
            let known = self.base.and_then(|base| base.rules(component, name)).map(|rules| rules.ty);
            let places = [answered, sent].into_iter().flatten();
            let places = places.map(Place::resolve).collect::<Result<Vec<_>, _>>()?;
            let doc = description(&places);
            let stated = match sent {
                Some(sent) if names::is_usable(name, &RESERVED_FEATURE_NAMES) => Type::of(sent)?,
                _ => None,
            };
            if stated.is_none() {
                let problem = match sent {
                    Some(_) => "the schema language has no type or no name for this feature",
                    None => "the response has this feature, and the request does not",
                };
                let reason = format!("{problem}{}", fate(known.is_some()));
                self.review.note(&format!("{component}.{name}"), &reason, &doc);
            }
            let Some(Type { kind, clearable }) = stated.or(known) else { continue };
            let keyword = places.iter().find_map(|place| place.value.get("default").cloned());
            let deprecated = places.iter().any(|place| place.is("deprecated"));
            let member = Member { name: name.to_owned(), doc, kind, clearable, required: false, deprecated };
            features.push(Feature { member, keyword });
        }
        Ok(features)
    }
}

/// The features of a component.
fn features<'d>(component: Option<&Place<'d>>) -> Result<Properties<'d>, Error> {
    let properties = component.and_then(|component| component.get("properties"));
    match properties.and_then(|properties| properties.get("features")) {
        Some(features) => object(&features)?.properties(),
        None => Ok(Vec::new()),
    }
}

/// The first description.
fn description(places: &[Place<'_>]) -> String {
    let mut all = places.iter().filter_map(|place| place.text("description"));
    all.find(|text| !text.trim().is_empty()).unwrap_or_default().to_owned()
}

/// The properties of a request and of its response: those of the request first, then those of the response alone.
fn both<'p, 'd>(
    sent: &'p Properties<'d>,
    answered: &'p Properties<'d>,
) -> impl Iterator<Item = (&'p str, Option<&'p Place<'d>>, Option<&'p Place<'d>>)> {
    let find = |name: &str, of: &'p Properties<'d>| of.iter().find(|(other, _)| other == name).map(|(_, place)| place);
    let alone = answered.iter().filter(move |(name, _)| find(name, sent).is_none());
    sent.iter().chain(alone).map(move |(name, _)| (name.as_str(), find(name, sent), find(name, answered)))
}

/// The end of a note about a part of the document that can't be taken as it is.
fn fate(is_known: bool) -> &'static str {
    if is_known { "; it stays as the schema has it" } else { ", so it was left out" }
}

/// Adds to an object what another has, one level into `properties` and `required`.
fn merge(whole: &mut serde_json::Map<String, Value>, part: serde_json::Map<String, Value>) {
    for (key, value) in part {
        match (whole.get_mut(&key), value) {
            (Some(Value::Object(known)), Value::Object(more)) => known.extend(more),
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (Some(_), _) => {}
            (None, value) => _ = whole.insert(key, value),
        }
    }
}
