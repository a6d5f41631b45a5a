//! How components show themselves: what is set, with the names of its features.

use super::{Given, Part, Shown, Values};
use crate::{flags::Flags, reflect::ComponentInfo, unknown::ComponentUnknown};
use std::fmt::{Debug, Formatter, Result};

impl<const W: usize, V: Values> Given<W, V> {
    /// Shows the one component it is of.
    pub fn fmt(&self, name: &str, info: &ComponentInfo, formatter: &mut Formatter<'_>) -> Result {
        let Given { flags, values } = self;
        One { name, info, first: 0, flags, values, unknown: None }.fmt(formatter)
    }

    /// Shows the components that are mentioned.
    pub fn fmt_all(&self, name: &str, infos: &[ComponentInfo], formatter: &mut Formatter<'_>) -> Result {
        let Given { flags, values } = self;
        let mut shown = formatter.debug_struct(name);
        for info in infos.iter().filter(|info| flags.get(info.position).is_some()) {
            shown.field(info.name, &One { name: EACH, info, first: info.position, flags, values, unknown: None });
        }
        shown.finish()
    }
}

impl<const W: usize, V: Values> Shown<W, V> {
    /// Shows the components that are there.
    pub fn fmt_all(&self, name: &str, infos: &'static [ComponentInfo], formatter: &mut Formatter<'_>) -> Result {
        let mut shown = formatter.debug_struct(name);
        for part in infos.iter().filter_map(|info| self.component(info)) {
            shown.field(part.info.name, &part.named(EACH));
        }
        shown.field("unknown", &self.unknown).finish()
    }
}

impl<const W: usize, V: Values> Part<'_, W, V> {
    /// Shows the component.
    pub fn fmt(&self, name: &str, formatter: &mut Formatter<'_>) -> Result {
        self.named(name).fmt(formatter)
    }

    fn named<'a>(&'a self, name: &'a str) -> One<'a, W, V> {
        let Part { shown: Shown { flags, values, .. }, info } = self;
        One { name, info, first: info.position, flags, values, unknown: Some(self.unknown()) }
    }
}

/// What a component is called among others.
const EACH: &str = "Component";

/// One component, whose first place is `first`.
struct One<'a, const W: usize, V> {
    name: &'a str,
    info: &'a ComponentInfo,
    first: usize,
    flags: &'a Flags<W>,
    values: &'a V,
    unknown: Option<&'a ComponentUnknown>,
}

impl<const W: usize, V: Values> Debug for One<'_, W, V> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let mut shown = formatter.debug_struct(self.name);
        let names = std::iter::once("enabled").chain(self.info.features.iter().map(|feature| feature.name));
        for (position, name) in (self.first..).zip(names) {
            let flag = self.flags.get(position);
            match self.values.value(position) {
                _ if flag.is_none() => {}
                Some(value) => _ = shown.field(name, &value),
                None => _ = shown.field(name, &flag),
            }
        }
        if let Some(unknown) = self.unknown {
            shown.field("unknown", unknown);
        }
        shown.finish()
    }
}
