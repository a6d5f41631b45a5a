//! JSON values that borrow their texts: the form in which values are read, written, encoded, checked and resolved.

use std::{borrow::Cow, fmt};

use serde_core::{
    de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor},
    ser::{Serialize, Serializer},
};
use serde_json::{Number, Value};

use crate::reflect::Literal;

/// A JSON value. It has no `Debug`, since it may hold a secret.
#[derive(Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object, in the order of the text.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// A string.
    pub fn text(text: &'a str) -> Self {
        Json::Text(Cow::Borrowed(text))
    }

    /// A boolean to borrow.
    pub(crate) fn boolean(value: bool) -> &'static Json<'static> {
        if value { &Json::Boolean(true) } else { &Json::Boolean(false) }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Json::Boolean(value) = self { Some(*value) } else { None }
    }

    /// The string, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number, if it is one. A fraction or an exponent is read if its value is whole.
    pub fn as_integer(&self) -> Option<i64> {
        self.as_seconds().filter(|&integer| match self {
            Json::Number(number) => number.as_f64().is_some_and(|float| number.is_i64() || float == integer as f64),
            _ => false,
        })
    }

    /// The number of whole seconds, if it is a number: a fraction is cut off.
    pub fn as_seconds(&self) -> Option<i64> {
        let Json::Number(number) = self else { return None };
        let in_range = |float: &f64| (i64::MIN as f64..i64::MAX as f64).contains(float);
        number.as_i64().or_else(|| number.as_f64().filter(in_range).map(|float| float as i64))
    }

    /// The type, as error messages name it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Boolean(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::Text(_) => "text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }

    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Json<'static> {
        match self {
            Json::Null => Json::Null,
            Json::Boolean(value) => Json::Boolean(value),
            Json::Number(number) => Json::Number(number),
            Json::Text(text) => Json::Text(text.into_owned().into()),
            Json::List(items) => Json::List(items.into_iter().map(Json::into_owned).collect()),
            Json::Object(fields) => Json::Object(
                fields.into_iter().map(|(name, json)| (name.into_owned().into(), json.into_owned())).collect(),
            ),
        }
    }

    /// A copy as a value of `serde_json`.
    pub fn to_value(&self) -> Value {
        match self {
            Json::Null => Value::Null,
            Json::Boolean(value) => Value::Bool(*value),
            Json::Number(number) => Value::Number(number.clone()),
            Json::Text(text) => Value::String(text.as_ref().into()),
            Json::List(items) => items.iter().map(Json::to_value).collect(),
            Json::Object(fields) => fields.iter().map(|(name, json)| (name.as_ref(), json.to_value())).collect(),
        }
    }
}

impl<'a> From<&'a Value> for Json<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Boolean(*value),
            Value::Number(number) => Json::Number(number.clone()),
            Value::String(text) => Json::text(text),
            Value::Array(items) => Json::List(items.iter().map(Json::from).collect()),
            Value::Object(fields) => {
                Json::Object(fields.iter().map(|(name, value)| (Cow::Borrowed(name.as_str()), value.into())).collect())
            }
        }
    }
}

impl From<Literal> for Json<'static> {
    fn from(literal: Literal) -> Self {
        match literal {
            Literal::Null => Json::Null,
            Literal::Boolean(value) => Json::Boolean(value),
            Literal::Integer(value) => Json::Number(value.into()),
            Literal::Text(text) => Json::text(text),
            Literal::List(items) => Json::List(items.iter().map(|&item| item.into()).collect()),
        }
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Boolean(value) => serializer.serialize_bool(*value),
            Json::Number(number) => number.serialize(serializer),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(fields) => serializer.collect_map(fields.iter().map(|(name, json)| (name, json))),
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor("any JSON value"))
    }
}

/// Visits a value, of which it says what is expected.
struct JsonVisitor(&'static str);

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(text.to_owned().into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        /// The form in which `serde_json` hands out numbers if its feature `arbitrary_precision` is enabled.
        const PRECISE_NUMBER: &str = "$serde_json::private::Number";
        let mut fields = Vec::new();
        while let Some(Key(name)) = entries.next_key()? {
            if name == PRECISE_NUMBER {
                let digits: Cow<'_, str> = entries.next_value::<Key<'_>>()?.0;
                return digits.parse().map(Json::Number).map_err(|_| de::Error::custom("expected a number"));
            }
            fields.push((name, entries.next_value()?));
        }
        Ok(Json::Object(fields))
    }
}

/// A field's name, borrowed where the format can lend it.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_str(JsonVisitor("the name of a field"))? {
            Json::Text(name) => Ok(Key(name)),
            other => Err(de::Error::custom(format_args!("expected the name of a field, found {}", other.kind()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_seconds() {
        let cases = [
            ("3", Some(3), Some(3)),
            ("-0", Some(0), Some(0)),
            ("3.0", Some(3), Some(3)),
            ("3e2", Some(300), Some(300)),
            ("3.9", None, Some(3)),
            ("-3.9", None, Some(-3)),
            ("9223372036854775807", Some(i64::MAX), Some(i64::MAX)),
            ("9223372036854775808", None, None),
            ("-9223372036854775808", Some(i64::MIN), Some(i64::MIN)),
            ("1e300", None, None),
            ("\"3\"", None, None),
        ];
        for (text, integer, seconds) in cases {
            let json: Json<'_> = serde_json::from_str(text).unwrap();
            assert_eq!((json.as_integer(), json.as_seconds()), (integer, seconds), "{text}");
        }
    }

    #[test]
    fn any_json_stays_as_it_is() {
        let text = r#"{"a":[null,true,-1,1.5,18446744073709551615,"b\n"],"c":{"d":{}},"":[]}"#;
        let json: Json<'_> = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&json).unwrap(), text);
        assert_eq!(serde_json::to_string(&json.clone().into_owned()).unwrap(), text);
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(json.to_value(), value);
        assert_eq!(Json::deserialize(value.clone()).unwrap().to_value(), value);
    }
}
