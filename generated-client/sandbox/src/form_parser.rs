//! Form bodies whose keys have brackets, read into JSON whose scalars are texts.
//!
//! `a[b][c]=1` is an object in an object, `a[]=1` adds to a list. A key of any other form is the name of a top-level
//! parameter, which the API then does not know.

use std::borrow::Cow;

use runtime::rt::Json;

use crate::error_response::ApiError;

const MAX_PAIRS: usize = 1_000;
const MAX_DEPTH: usize = 16;

/// Values by name, in the order in which their names first occurred.
pub(crate) type Map = Vec<(Cow<'static, str>, Json<'static>)>;

pub(crate) fn get<'m>(map: &'m Map, name: &str) -> Option<&'m Json<'static>> {
    map.iter().find(|(known, _)| known == name).map(|(_, json)| json)
}

fn insert(map: &mut Map, key: &Key<'_>, steps: &[&str], value: String) -> Result<(), ApiError> {
    let Some((&name, rest)) = steps.split_first() else { return Ok(()) };
    match map.iter_mut().find(|(known, _)| known == name).map(|(_, json)| json) {
        None => {
            let text = Json::Text(value.into());
            let innermost = if key.is_list { Json::List(vec![text]) } else { text };
            let within = |json, step: &&str| Json::Object(vec![((*step).to_owned().into(), json)]);
            map.push((name.to_owned().into(), rest.iter().rfold(innermost, within)));
            Ok(())
        }
        Some(Json::Object(inner)) if !rest.is_empty() => insert(inner, key, rest, value),
        Some(Json::List(items)) if rest.is_empty() && key.is_list => {
            items.push(Json::Text(value.into()));
            Ok(())
        }
        Some(Json::Text(_)) if rest.is_empty() && !key.is_list => {
            Err(ApiError::invalid(format!("Received parameter more than once: {}", key.text)).param(key.text))
        }
        Some(_) => {
            let message = format!("Invalid object: {} is given in two different shapes", key.text);
            Err(ApiError::invalid(message).param(key.text))
        }
    }
}

/// Reads decoded pairs of keys and values.
pub(crate) fn parse<'a>(pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>) -> Result<Map, ApiError> {
    let mut form = Map::new();
    for (count, (key, value)) in pairs.enumerate() {
        if count == MAX_PAIRS {
            return Err(ApiError::invalid(format!("Invalid request: more than {MAX_PAIRS} parameters")));
        }
        let key = Key::new(&key);
        if key.steps.len() > MAX_DEPTH {
            return Err(ApiError::invalid(format!("Invalid request: nested more than {MAX_DEPTH} levels deep")));
        }
        insert(&mut form, &key, &key.steps, value.into_owned())?;
    }
    Ok(form)
}

struct Key<'a> {
    text: &'a str,
    steps: Vec<&'a str>,
    is_list: bool,
}

impl<'a> Key<'a> {
    fn new(text: &'a str) -> Self {
        let (stem, is_list) = text.strip_suffix("[]").map_or((text, false), |stem| (stem, true));
        match steps(stem) {
            Some(steps) => Self { text, steps, is_list },
            None => Self { text, steps: vec![text], is_list: false },
        }
    }
}

fn steps(text: &str) -> Option<Vec<&str>> {
    let name_end = text.find(['[', ']']).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(name_end);
    let mut steps = vec![name];
    while !rest.is_empty() {
        let (step, after) = rest.strip_prefix('[')?.split_once(']')?;
        steps.push(step);
        rest = after;
    }
    let well_formed = steps.iter().all(|step| !step.is_empty() && !step.contains('['));
    well_formed.then_some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &str) -> Result<Map, ApiError> {
        crate::form_parser::parse(form_urlencoded::parse(body.as_bytes()))
    }

    fn show(map: Map) -> String {
        serde_json::to_string(&Json::Object(map)).unwrap()
    }

    #[test]
    fn trees() {
        let table = [
            ("", "{}"),
            ("&&", "{}"),
            ("a=1&b=2", r#"{"a":"1","b":"2"}"#),
            ("a", r#"{"a":""}"#),
            ("a=b=c", r#"{"a":"b=c"}"#),
            ("a+b=%31+%2B&%C3%A4=%F0%9F%A6%80", r#"{"a b":"1 +","ä":"🦀"}"#),
            ("a=%zz%4", r#"{"a":"%zz%4"}"#),
            ("a[b][c]=1&a[b][d]=2&a[e]=3", r#"{"a":{"b":{"c":"1","d":"2"},"e":"3"}}"#),
            ("a%5Bb%5D=1&z=0&a[c]=2", r#"{"a":{"b":"1","c":"2"},"z":"0"}"#),
            ("a[]=1&a[]=2&b[c][]=3", r#"{"a":["1","2"],"b":{"c":["3"]}}"#),
            ("a[0]=x&a[1]=y", r#"{"a":{"0":"x","1":"y"}}"#),
            ("a[b=1&a]=2&[a]=3&a[b]c=4&a[]b=5", r#"{"a[b":"1","a]":"2","[a]":"3","a[b]c":"4","a[]b":"5"}"#),
            ("=1&[]=2&a[][b]=3&a[[b]]=4", r#"{"":"1","[]":"2","a[][b]":"3","a[[b]]":"4"}"#),
        ];
        for (body, expected) in table {
            assert_eq!(show(parse(body).unwrap()), expected, "{body}");
        }
    }

    #[test]
    fn contradictions() {
        let table = [
            ("a=1&a=1", "more than once: a"),
            ("a[b]=1&a[b]=2", "more than once: a[b]"),
            ("a=1&a[b]=2", "a[b] is given in two different shapes"),
            ("a[b]=1&a=2", "a is given in two different shapes"),
            ("a[]=1&a=2", "a is given in two different shapes"),
            ("a=1&a[]=2", "a[] is given in two different shapes"),
            ("a[]=1&a[b]=2", "a[b] is given in two different shapes"),
            ("a[b]=1&a[]=2", "a[] is given in two different shapes"),
        ];
        for (body, expected) in table {
            let error = parse(body).err().unwrap().to_json();
            let message = error["error"]["message"].as_str().unwrap();
            assert!(message.ends_with(expected), "{body}: {message}");
        }
    }

    #[test]
    fn limits() {
        let pairs = |count: usize| (0..count).map(|i| format!("a[{i}]=1&")).collect::<String>();
        assert!(parse(&pairs(MAX_PAIRS)).is_ok());
        assert!(parse(&pairs(MAX_PAIRS + 1)).is_err());
        let nested = |depth: usize| format!("a{}=1", "[b]".repeat(depth - 1));
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        assert!(parse(&nested(MAX_DEPTH + 1)).is_err());
        assert!(parse(&nested(100_000)).is_err());
    }
}
