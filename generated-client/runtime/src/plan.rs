//! What is made of an API description once, when it is first needed: the texts of all booleans that can be sent, and the
//! defaults of all features.

use crate::{
    components::{Given, Shown, Values},
    flags::Flags,
    form::Form,
    json::{AnyShown, Value},
    param::Name,
    reflect::{Api, ComponentInfo, DefaultRule, FeatureInfo, Literal},
    violation::{Rule, Violations},
};
use serde_json::Value as Json;
use std::sync::OnceLock;

/// An API description, and what is made of it.
pub struct Plan<const W: usize> {
    api: &'static Api,
    made: OnceLock<Made<W>>,
}

struct Made<const W: usize> {
    /// At each place, what is sent where its boolean is off, and where it is on.
    pairs: Vec<[Box<str>; 2]>,
    /// At each place that is one of a feature, which one.
    features: Vec<Option<(&'static ComponentInfo, usize)>>,
    /// Where a component is that is not mentioned, and every boolean that has one default.
    defaults: Flags<W>,
    /// For each value of each fact, the booleans that have another default by it.
    by_fact: Vec<Vec<Flags<W>>>,
    /// The booleans whose default is that of another. Each comes after the one it is taken from.
    links: Vec<Link>,
    /// The places of features that are no plain booleans.
    values: Vec<usize>,
}

struct Link {
    from: usize,
    to: usize,
    opposite: bool,
}

impl<const W: usize> Plan<W> {
    /// What will be made of a description.
    pub const fn of(api: &'static Api) -> Self {
        Plan { api, made: OnceLock::new() }
    }

    #[inline]
    fn made(&self) -> &Made<W> {
        self.made.get_or_init(|| Made::of(self.api))
    }

    /// Writes the components of a request, in the order of the description.
    pub fn encode<V: Values>(&self, given: &Given<W, V>, form: &mut Form) {
        let made = self.made();
        given.flags.each(|position, on| match given.values.value(position) {
            Some(value) => made.write(position, value, form),
            None => made.pairs.get(position).into_iter().for_each(|pairs| form.ready(&pairs[usize::from(on)])),
        });
    }

    /// Notes every feature among those concerned that has the value a broken rule forbids.
    #[inline]
    pub fn restrict<V>(
        &self,
        given: &Given<W, V>,
        concerned: &Flags<W>,
        forbidden: bool,
        rule: Rule,
        violations: &mut Violations,
    ) {
        if given.flags.has(forbidden, concerned) {
            for (param, _) in self.set_among(&given.flags, concerned).filter(|&(_, value)| value == forbidden) {
                violations.push(param, rule);
            }
        }
    }

    /// Notes every feature among those concerned that has another value than the first one set.
    #[inline]
    pub fn same<V>(&self, given: &Given<W, V>, concerned: &Flags<W>, violations: &mut Violations) {
        if given.flags.has(true, concerned) && given.flags.has(false, concerned) {
            let mut set = self.set_among(&given.flags, concerned);
            let Some((other, first)) = set.next() else { return };
            for (param, value) in set.filter(|&(_, value)| value != first) {
                violations.push(param, Rule::SameInEveryComponent { value, other });
            }
        }
    }

    /// Those of the features concerned that are set: their parameters, and their values.
    fn set_among<'a>(
        &'a self,
        flags: &'a Flags<W>,
        concerned: &'a Flags<W>,
    ) -> impl Iterator<Item = (&'static str, bool)> + 'a {
        let features = self.made().features.iter().enumerate();
        features.filter(|(position, _)| concerned.get(*position).is_some()).filter_map(|(position, feature)| {
            let (info, index) = (*feature)?;
            Some((info.features[index].param, flags.get(position)?))
        })
    }

    /// The components as the API answers them for an account, of which `facts` has the position of each fact's value, as
    /// far as they are known.
    pub fn resolve<G: Values, S: Values>(&self, given: &Given<W, G>, facts: &[Option<usize>]) -> Shown<W, S> {
        let made = self.made();
        let mut flags = given.flags;
        flags.fill(&made.defaults);
        for (defaults, value) in made.by_fact.iter().zip(facts) {
            if let Some(defaults) = value.and_then(|value| defaults.get(value)) {
                flags.fill(defaults);
            }
        }
        for link in &made.links {
            if flags.get(link.to).is_none()
                && let Some(from) = flags.get(link.from)
            {
                flags.put(link.to, from != link.opposite);
            }
        }
        let mut shown = Shown { flags, ..Shown::default() };
        for &position in &made.values {
            made.settle(position, given, facts, &mut shown);
        }
        shown
    }
}

impl<const W: usize> Made<W> {
    fn of(api: &'static Api) -> Self {
        let mut made = Made {
            pairs: Vec::new(),
            features: Vec::new(),
            defaults: Flags::NONE,
            by_fact: api.facts.iter().map(|fact| vec![Flags::NONE; fact.values.len()]).collect(),
            links: Vec::new(),
            values: Vec::new(),
        };
        for info in api.components {
            made.defaults.put(info.position, false);
            made.place(&format!("{}[enabled]", info.param), None);
            for (index, feature) in info.features.iter().enumerate() {
                let position = info.position + 1 + index;
                made.place(feature.param, Some((info, index)));
                match feature.is_boolean() {
                    true => made.default(position, feature),
                    false => made.values.push(position),
                }
            }
            made.link(info);
        }
        made
    }

    fn place(&mut self, param: &str, feature: Option<(&'static ComponentInfo, usize)>) {
        self.pairs.push(["false", "true"].map(|value| format!("{param}={value}&").into()));
        self.features.push(feature);
    }

    fn default(&mut self, position: usize, feature: &FeatureInfo) {
        match feature.default {
            DefaultRule::Value(Literal::Boolean(value)) => self.defaults.put(position, value),
            DefaultRule::ByFact { fact, values } => {
                for (defaults, value) in self.by_fact.get_mut(fact).into_iter().flatten().zip(values) {
                    defaults.put(position, *value == Literal::Boolean(true));
                }
            }
            _ => {}
        }
    }

    /// Follows each default to those it is taken from, and notes them the other way round.
    fn link(&mut self, info: &ComponentInfo) {
        let mut seen = vec![false; info.features.len()];
        for start in 0..info.features.len() {
            let (mut chain, mut index) = (Vec::new(), start);
            while info.features[index].is_boolean() && !std::mem::replace(&mut seen[index], true) {
                let (other, opposite) = match info.features[index].default {
                    DefaultRule::SameAs(other) => (other, false),
                    DefaultRule::OppositeOf(other) => (other, true),
                    _ => break,
                };
                let place = |index| info.position + 1 + index;
                chain.push(Link { from: place(other), to: place(index), opposite });
                index = other;
            }
            self.links.extend(chain.into_iter().rev());
        }
    }

    fn write(&self, position: usize, value: &dyn Value, form: &mut Form) {
        if let Some(Some((info, index))) = self.features.get(position) {
            value.write(Name::Whole(info.features[*index].param), form);
        }
    }

    /// Puts what was set, or else the default, where the feature is that it belongs to.
    fn settle<G: Values, S: Values>(
        &self,
        position: usize,
        given: &Given<W, G>,
        facts: &[Option<usize>],
        shown: &mut Shown<W, S>,
    ) {
        shown.flags.clear(position);
        let Some(Some((info, index))) = self.features.get(position) else { return };
        let Some(json) = value(given, info, *index, facts) else { return };
        if json.is_null() {
            shown.part_mut(info).features.insert_null(info.features[*index].name);
        } else if shown.values.value_mut(position).is_some_and(|value| value.read(json).is_ok()) {
            // As it always is: what was set and what is the default have the type of the feature.
            shown.flags.put(position, true);
        }
    }
}

/// What a feature that is no plain boolean comes to; `None` where it can't be known.
fn value<const W: usize, V: Values>(
    given: &Given<W, V>,
    info: &ComponentInfo,
    mut index: usize,
    facts: &[Option<usize>],
) -> Option<Json> {
    loop {
        if let Some(json) = given.values.value(info.position + 1 + index)?.to_json() {
            return Some(json);
        }
        match info.features.get(index)?.default {
            DefaultRule::Value(literal) => return Some(literal.into()),
            DefaultRule::ByFact { fact, values } => {
                let value = facts.get(fact).copied().flatten()?;
                return values.get(value).map(|literal| Json::from(*literal));
            }
            DefaultRule::SameAs(other) => index = other,
            DefaultRule::OppositeOf(_) | DefaultRule::Undocumented => return None,
        }
    }
}
