//! The endpoint in a document: parameters, fields, components and their features.

use super::{
    base::Base,
    document::{Document, Place},
    error::Error,
    openapi_types::{Type, describes_type, strings},
    report::Report,
};
use schema::{
    names,
    reserved_names::{RESERVED_COMPONENT_NAMES, RESERVED_FEATURE_NAMES, RESERVED_FIELD_NAMES, RESERVED_PARAM_NAMES},
    vocabulary::{Kind, Member},
};
use serde_json::Value;

/// The endpoint as a document describes it.
#[derive(Debug)]
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

#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) features: Vec<Feature>,
    pub(crate) deprecated: bool,
}

#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) name: String,
    pub(crate) stated: Type,
    pub(crate) description: String,
    /// The value of the keyword `default`.
    pub(crate) keyword: Option<Value>,
    pub(crate) deprecated: bool,
}

/// The names and schemas of an object's properties.
type Properties = Vec<(String, Place)>;

impl Release {
    /// Reads the endpoint of a document, with all that the schema has of it.
    pub(crate) fn read(document: &Document, base: Option<&Base<'_>>, report: &mut Report) -> Result<Release, Error> {
        let reader = Reader { document, base };
        let operation = &document.operation;
        let request = reader.request()?;
        let response = reader.response()?;
        let params = reader.properties(&request)?;
        let holder = match base.and_then(Base::components_param) {
            Some(holder) => holder.to_owned(),
            None => reader.holder(&params)?.unwrap_or_else(|| "components".to_owned()),
        };
        let find = |properties: &Properties, at: &Place| {
            let found = properties.iter().find(|(name, _)| *name == holder).map(|(_, place)| place.clone());
            found.ok_or_else(|| at.unexpected(format!("has no property `{holder}`")))
        };
        let fields = reader.properties(&response)?;
        let sent = reader.properties(&reader.object(&find(&params, &request)?)?)?;
        let answered = reader.properties(&reader.object(&find(&fields, &response)?)?)?;
        if sent.is_empty() {
            return Err(request.unexpected(format!("has no components in `{holder}`")));
        }
        let components = reader.components(sent, &answered, report)?;
        let said = operation.text("description").filter(|text| !text.is_empty()).or(operation.text("summary"));
        let object = response.text("x-resourceId").map(str::to_owned);
        let constant =
            || Some(strings(&fields.iter().find(|(name, _)| name == "object")?.1.value, "enum").first()?.clone());
        let named = || response.pointer.rsplit('/').next().map(str::to_owned);
        Ok(Release {
            version: document.version.clone(),
            operation: said.unwrap_or_default().to_owned(),
            object: object.or_else(constant).or_else(named).unwrap_or_default(),
            object_description: response.text("description").unwrap_or_default().to_owned(),
            params: reader.members(params, &request, &holder, true, report)?,
            fields: reader.members(fields, &response, &holder, false, report)?,
            holder,
            components,
        })
    }
}

struct Reader<'d> {
    document: &'d Document,
    base: Option<&'d Base<'d>>,
}

impl Reader<'_> {
    /// The schema of the form.
    fn request(&self) -> Result<Place, Error> {
        let body = self.document.resolve(&self.document.operation.require("requestBody")?)?;
        let content = body.require("content")?;
        let form = content.require("application/x-www-form-urlencoded")?;
        self.object(&form.require("schema")?)
    }

    /// The schema of a successful response.
    fn response(&self) -> Result<Place, Error> {
        let responses = self.document.operation.require("responses")?;
        let response = ["200", "201", "2XX", "default"].iter().find_map(|status| responses.get(status));
        let response = response.ok_or_else(|| responses.unexpected("has no `200`"))?;
        let content = self.document.resolve(&response)?.require("content")?;
        self.object(&content.require("application/json")?.require("schema")?)
    }

    /// A place that holds an object: the one among alternatives, or all of them as one.
    fn object(&self, place: &Place) -> Result<Place, Error> {
        let mut place = self.document.resolve(place)?;
        for key in ["anyOf", "oneOf"] {
            let branches = place.items(key);
            let mut objects = branches.iter().filter_map(|branch| self.object(branch).ok());
            if let (Some(object), None) = (objects.next(), objects.next()) {
                return Ok(object);
            }
        }
        for part in place.items("allOf").into_iter().filter(|part| describes_type(&part.value)) {
            let part = self.object(&part)?;
            if let (Value::Object(whole), Value::Object(part)) = (&mut place.value, part.value) {
                merge(whole, part);
            }
        }
        if place.value.get("properties").is_none() && place.text("type") != Some("object") {
            return Err(place.unexpected("is not the schema of an object"));
        }
        Ok(place)
    }

    fn properties(&self, object: &Place) -> Result<Properties, Error> {
        let Some(properties) = object.get("properties") else { return Ok(Vec::new()) };
        let Value::Object(names) = &properties.value else {
            return Err(properties.unexpected("is not an object"));
        };
        Ok(names.keys().filter_map(|name| Some((name.clone(), properties.get(name)?))).collect())
    }

    /// The parameter whose properties can be enabled.
    fn holder(&self, params: &Properties) -> Result<Option<String>, Error> {
        for (name, place) in params {
            let Ok(object) = self.object(place) else { continue };
            for (_, component) in self.properties(&object)? {
                if self
                    .object(&component)
                    .is_ok_and(|component| component.value.pointer("/properties/enabled").is_some())
                {
                    return Ok(Some(name.clone()));
                }
            }
        }
        Ok(None)
    }

    /// The parameters or fields. One with an unsupported type or a reserved name stays as the schema has it.
    fn members(
        &self,
        properties: Properties,
        object: &Place,
        holder: &str,
        params: bool,
        report: &mut Report,
    ) -> Result<Vec<Member>, Error> {
        let taken: &[&str] = if params { &RESERVED_PARAM_NAMES } else { &RESERVED_FIELD_NAMES };
        let required = strings(&object.value, "required");
        let mut members = Vec::with_capacity(properties.len());
        for (name, place) in properties.into_iter().filter(|(name, _)| name != "object") {
            let stated = match name == holder {
                true => Some(Type { kind: Kind::Components, clearable: false }),
                false if !names::is_usable(&name, taken) => None,
                false if params => Type::of(self.document, &place)?,
                false => Type::of_field(self.document, &place)?,
            };
            let place = self.document.resolve(&place)?;
            let doc = place.text("description").unwrap_or_default().to_owned();
            let known = self.base.and_then(|base| base.member(params, &name)).map(Type::of_member);
            if stated.is_none() {
                let sort = if params { "parameter" } else { "field of the response" };
                let reason = match known {
                    Some(_) => format!("the schema language has no type for this {sort}"),
                    None => format!("the schema language has no type or no name for this {sort}"),
                };
                report.needs_review(&name, &format!("{reason}{}", fate(known.is_some())), &doc);
            }
            let Some(Type { kind, clearable }) = stated.or(known) else { continue };
            let (required, deprecated) = (required.contains(&name), is_deprecated(&place));
            // Only what is sent can be cleared.
            members.push(Member { name, doc, kind, clearable: clearable && params, required, deprecated });
        }
        Ok(members)
    }

    fn components(
        &self,
        sent: Properties,
        answered: &Properties,
        report: &mut Report,
    ) -> Result<Vec<Component>, Error> {
        let mut components = Vec::with_capacity(sent.len());
        for (name, [sent, answered]) in both(&sent, answered) {
            if !names::is_usable(&name, &RESERVED_COMPONENT_NAMES) {
                report.needs_review(
                    &name,
                    "the schema language has no name for this component, and it was left out",
                    "",
                );
                continue;
            }
            if answered.is_none() {
                report.needs_review(&name, "the request has this component, and the response does not", "");
            }
            if sent.is_none() {
                let is_known = self.base.is_some_and(|base| base.component(&name).is_some());
                let reason = format!("the response has this component, and the request does not{}", fate(is_known));
                report.needs_review(&name, &reason, "");
                if !is_known {
                    continue;
                }
            }
            let places = [answered, sent].map(|place| place.map(|place| self.object(&place)).transpose());
            let [answer, request] = places;
            let (answer, request) = (answer?, request?);
            let others = request.as_ref().map(|request| self.properties(request)).transpose()?.unwrap_or_default();
            for (other, _) in others.iter().filter(|(name, _)| name != "enabled" && name != "features") {
                report.needs_review(
                    &name,
                    &format!("its parameter `{other}` is neither `enabled` nor `features`, and was left out"),
                    "",
                );
            }
            let places = [answer.as_ref(), request.as_ref()];
            let said =
                |place: &Place| place.text("description").filter(|text| !text.trim().is_empty()).map(str::to_owned);
            let description = places.into_iter().flatten().find_map(said).unwrap_or_default();
            let deprecated = places.into_iter().flatten().any(is_deprecated);
            let features = self.features(&name, request.as_ref(), answer.as_ref(), report)?;
            components.push(Component { name, description, features, deprecated });
        }
        Ok(components)
    }

    fn features(
        &self,
        component: &str,
        request: Option<&Place>,
        answer: Option<&Place>,
        report: &mut Report,
    ) -> Result<Vec<Feature>, Error> {
        let listed = |component: &Place| match component.get("properties").and_then(|all| all.get("features")) {
            Some(features) => self.properties(&self.object(&features)?),
            None => Ok(Vec::new()),
        };
        let listed = |component: Option<&Place>| component.map(listed).transpose().map(Option::unwrap_or_default);
        let mut features = Vec::new();
        for (name, [sent, answered]) in both(&listed(request)?, &listed(answer)?) {
            let about = format!("{component}.{name}");
            let known = self.base.and_then(|base| base.rules(component, &name)).map(|rules| rules.ty);
            let places = [answered, sent.clone()].map(|place| place.map(|place| self.document.resolve(&place)));
            let places = places.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
            let said =
                |place: &Place| place.text("description").filter(|text| !text.trim().is_empty()).map(str::to_owned);
            let description = places.iter().find_map(said).unwrap_or_default();
            let usable = names::is_usable(&name, &RESERVED_FEATURE_NAMES);
            let stated = match &sent {
                Some(sent) if usable => Type::of(self.document, sent)?,
                _ => None,
            };
            if stated.is_none() {
                let problem = match sent {
                    Some(_) => "the schema language has no type or no name for this feature",
                    None => "the response has this feature, and the request does not",
                };
                report.needs_review(&about, &format!("{problem}{}", fate(known.is_some())), &description);
            }
            let Some(stated) = stated.or(known) else { continue };
            let keyword = places.iter().find_map(|place| place.value.get("default").cloned());
            let deprecated = places.iter().any(is_deprecated);
            features.push(Feature { name, stated, description, keyword, deprecated });
        }
        Ok(features)
    }
}

/// The properties of a request and of its response: those of the request first, then those of the response alone.
fn both(sent: &Properties, answered: &Properties) -> Vec<(String, [Option<Place>; 2])> {
    let find = |name: &str, of: &Properties| of.iter().find(|(other, _)| other == name).map(|(_, place)| place.clone());
    let alone = answered.iter().filter(|(name, _)| sent.iter().all(|(other, _)| other != name));
    let names = sent.iter().chain(alone).map(|(name, _)| name);
    names.map(|name| (name.clone(), [find(name, sent), find(name, answered)])).collect()
}

/// The end of a note about a part of the document that can't be taken as it is.
fn fate(is_known: bool) -> &'static str {
    if is_known { "; it stays as the schema has it" } else { ", so it was left out" }
}

fn is_deprecated(place: &Place) -> bool {
    place.value.get("deprecated") == Some(&Value::Bool(true))
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
