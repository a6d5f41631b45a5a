//! The endpoint in a document: parameters, fields, components and their features.

use super::{
    document::{Document, Place},
    error::Error,
    openapi_types::{Type, strings},
    report::Report,
};
use schema::{
    names,
    reserved_names::{RESERVED_COMPONENT_NAMES, RESERVED_FEATURE_NAMES, RESERVED_FIELD_NAMES, RESERVED_PARAM_NAMES},
    vocabulary::Kind,
};
use serde_json::Value;

/// The endpoint as a document describes it.
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

pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) stated: Option<Type>,
    pub(crate) required: bool,
    pub(crate) description: String,
}

pub(crate) struct Component {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) features: Vec<Feature>,
}

pub(crate) struct Feature {
    pub(crate) name: String,
    pub(crate) stated: Type,
    pub(crate) description: String,
}

/// The names and schemas of an object's properties.
type Properties = Vec<(String, Place)>;

impl Release {
    /// Reads the endpoint of a document. `holder` is the parameter with the components, if known.
    pub(crate) fn read(document: &Document<'_>, holder: Option<&str>, report: &mut Report) -> Result<Release, Error> {
        let reader = Reader { document };
        let operation = &document.operation;
        let request = reader.request()?;
        let response = reader.response()?;
        let params = reader.properties(&request)?;
        let holder = match holder {
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
            params: reader.members(params, &request, &holder, &RESERVED_PARAM_NAMES)?,
            fields: reader.members(fields, &response, &holder, &RESERVED_FIELD_NAMES)?,
            holder,
            components,
        })
    }
}

struct Reader<'d, 't> {
    document: &'d Document<'t>,
}

impl Reader<'_, '_> {
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
            let branches = place.items(key).into_iter().map(|branch| self.document.resolve(&branch));
            let branches = branches.collect::<Result<Vec<_>, _>>()?;
            let mut objects = branches.into_iter().filter(|branch| branch.value.get("properties").is_some());
            if let (Some(object), None) = (objects.next(), objects.next()) {
                return Ok(object);
            }
        }
        for part in place.items("allOf") {
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

    /// The parameters or fields. One with an unsupported type or a reserved name has no type.
    fn members(
        &self,
        properties: Properties,
        object: &Place,
        holder: &str,
        taken: &[&str],
    ) -> Result<Vec<Member>, Error> {
        let required = strings(&object.value, "required");
        let members = properties.into_iter().filter(|(name, _)| name != "object").map(|(name, place)| {
            let stated = match name == holder {
                true => Some(Type { kind: Kind::Components, clearable: false }),
                false if !names::is_usable(&name, taken) => None,
                false => Type::of(self.document, &place)?,
            };
            let description = self.description(&place)?;
            Ok(Member { required: required.contains(&name), name, stated, description })
        });
        members.collect()
    }

    fn components(
        &self,
        sent: Properties,
        answered: &Properties,
        report: &mut Report,
    ) -> Result<Vec<Component>, Error> {
        let requested: Vec<String> = sent.iter().map(|(name, _)| name.clone()).collect();
        let mut components = Vec::with_capacity(sent.len());
        for (name, place) in sent {
            if !names::is_usable(&name, &RESERVED_COMPONENT_NAMES) {
                report.needs_review(
                    &name,
                    "the schema language has no name for this component, and it was left out",
                    "",
                );
                continue;
            }
            let answer = answered.iter().find(|(other, _)| *other == name).map(|(_, place)| self.object(place));
            let answer = answer.transpose()?;
            if answer.is_none() {
                report.needs_review(&name, "the request has this component, and the response does not", "");
            }
            let request = self.object(&place)?;
            for (other, _) in
                self.properties(&request)?.iter().filter(|(name, _)| name != "enabled" && name != "features")
            {
                report.needs_review(
                    &name,
                    &format!("its parameter `{other}` is neither `enabled` nor `features`, and was left out"),
                    "",
                );
            }
            let description = answer.as_ref().or(Some(&request)).and_then(|place| place.text("description"));
            let description = description.unwrap_or_default().to_owned();
            let features = self.features(&name, &request, answer.as_ref(), report)?;
            components.push(Component { name, description, features });
        }
        for (name, _) in answered.iter().filter(|(name, _)| !requested.contains(name)) {
            report.needs_review(
                name,
                "the response has this component, and the request does not, so it was left out",
                "",
            );
        }
        Ok(components)
    }

    fn features(
        &self,
        component: &str,
        request: &Place,
        answer: Option<&Place>,
        report: &mut Report,
    ) -> Result<Vec<Feature>, Error> {
        let listed = |component: &Place| match component.get("properties").and_then(|all| all.get("features")) {
            Some(features) => self.properties(&self.object(&features)?),
            None => Ok(Vec::new()),
        };
        let (sent, answered) = (listed(request)?, answer.map(listed).transpose()?.unwrap_or_default());
        let mut features = Vec::with_capacity(sent.len());
        for (name, place) in &sent {
            let answer = answered.iter().find(|(other, _)| other == name).map(|(_, place)| self.description(place));
            let description = answer.transpose()?.filter(|text| !text.is_empty());
            let description = description.map_or_else(|| self.description(place), Ok)?;
            let usable = names::is_usable(name, &RESERVED_FEATURE_NAMES);
            match if usable { Type::of(self.document, place)? } else { None } {
                Some(stated) => features.push(Feature { name: name.clone(), stated, description }),
                None => {
                    let problem = "the schema language has no type or no name for this feature, and it was left out";
                    report.needs_review(&format!("{component}.{name}"), problem, &description);
                }
            }
        }
        for (name, place) in answered.iter().filter(|(name, _)| sent.iter().all(|(other, _)| other != name)) {
            let problem = "the response has this feature, and the request does not, so it was left out";
            report.needs_review(&format!("{component}.{name}"), problem, &self.description(place)?);
        }
        Ok(features)
    }

    fn description(&self, place: &Place) -> Result<String, Error> {
        Ok(self.document.resolve(place)?.text("description").unwrap_or_default().to_owned())
    }
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
