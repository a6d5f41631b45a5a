pub use self::generated::*;

#[allow(dead_code)]
mod generated {
    #[allow(unused_imports)]
    use ::generated_client_runtime::{
        Clearable, ComponentUnknown, ExpandableId, FeatureError, Id, Secret, Timestamp,
        Unknown, ValidationError, rt,
    };

    /// Looks up a thing.
    ///
    /// `GET /v1/things`
    #[derive(Clone, Debug, PartialEq)]
    pub struct LookUp(LookUpParts);

    impl LookUp {
        /// Starts a request. Its required parameters must be set before it can be built.
        pub fn builder() -> LookUpBuilder {
            Default::default()
        }

        /// The parts.
        ///
        /// Parameter `parts`.
        pub fn parts(&self) -> Option<&ComponentsParams> {
            self.0.parts.as_ref()
        }

        /// Takes the request apart. [`LookUpParts::build`] puts parameters together again.
        pub fn into_parts(self) -> LookUpParts {
            self.0
        }

        /// Checks the rules that depend on the account. A rule about an unknown fact is left to the API.
        ///
        /// # Errors
        ///
        /// Every parameter that the API would refuse for such an account, all at once.
        pub fn validate_for(&self, facts: &AccountFacts) -> Result<(), ValidationError> {
            rt::validate_for(rt::components_of(&self.0), &facts.positions())
        }

        /// The components of the session for such an account: the values set, and defaults for the rest.
        /// A value is `None` where it depends on an unknown fact, or on a default that the API does not document.
        pub fn resolve(&self, facts: &AccountFacts) -> Components {
            rt::resolve(rt::components_of(&self.0), &facts.positions())
        }
    }

    #[diagnostic::do_not_recommend]
    impl rt::Request for LookUp {
        type Response = Thing;
        const API: &'static rt::Api = &API;

        fn encode(&self) -> String {
            rt::encode(&self.0)
        }

        fn validate(&self) -> Result<(), ValidationError> {
            rt::validate(&self.0)
        }
    }

    /// The parameters of [`LookUp`].
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct LookUpParts {
        /// The parts.
        ///
        /// Parameter `parts`.
        pub parts: Option<ComponentsParams>,
    }

    impl LookUpParts {
        /// Completes the request and checks the rules that need no account.
        ///
        /// # Errors
        ///
        /// Every parameter that breaks one of them, all at once.
        pub fn build(self) -> Result<LookUp, ValidationError> {
            rt::validate(&self)?;
            Ok(LookUp(self))
        }
    }

    impl rt::Record for LookUpParts {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: API.params,
                fields: &[
                    rt::FieldRef::Components(
                        self.parts.as_ref().map(|components| components as _),
                    ),
                ],
                unknown: None,
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: API.params,
                fields: &mut [&mut self.parts],
                unknown: None,
            });
        }
    }

    rt::impl_json!(LookUpParts);

    rt::impl_request_json!(LookUp, LookUpParts);

    /// The builder of [`LookUp`].
    #[derive(Clone, Debug, Default)]
    #[must_use = "call `.build()` to complete the request"]
    pub struct LookUpBuilder {
        parts: LookUpParts,
        states: rt::PhantomData<()>,
    }

    impl LookUpBuilder {
        /// Sets [`parts`](LookUpParts#structfield.parts).
        pub fn parts(mut self, value: ComponentsParams) -> Self {
            self.parts.parts = Some(value);
            self
        }

        /// Completes the request and checks the rules that need no account.
        ///
        /// # Errors
        ///
        /// Every parameter that breaks one of them, all at once.
        pub fn build(self) -> Result<LookUp, ValidationError> {
            self.parts.build()
        }
    }

    /// The embedded components that a session may show. Components that are left out are disabled.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ComponentsParams {
        /// Shows the cover.
        ///
        /// Parameter `parts[cover]`.
        pub cover: Option<CoverParams>,
    }

    impl ComponentsParams {
        /// No component.
        pub fn new() -> Self {
            Default::default()
        }

        /// Sets [`cover`](Self#structfield.cover).
        #[must_use]
        pub fn cover(mut self, params: CoverParams) -> Self {
            self.cover = Some(params);
            self
        }

        /// Sets a component that is chosen at run time, with boolean features.
        ///
        /// # Errors
        ///
        /// If the component lacks one of the features, or it is not boolean; nothing is set then.
        pub fn set(
            &mut self,
            component: Component,
            enabled: bool,
            features: &[(Feature, bool)],
        ) -> Result<(), FeatureError> {
            let mut changed = Clone::clone(self);
            rt::remove(&mut changed, component.index());
            rt::set_enabled(&mut changed, component.index(), enabled);
            for &(feature, value) in features {
                changed.set_feature(component, feature, value)?;
            }
            *self = changed;
            Ok(())
        }

        /// Sets a feature of any type that is chosen at run time; `null` clears it. Its component is enabled unless
        /// it was set before.
        ///
        /// # Errors
        ///
        /// If the component lacks the feature, or the value has another type; nothing is set then.
        pub fn set_feature(
            &mut self,
            component: Component,
            feature: Feature,
            value: impl Into<rt::serde_json::Value>,
        ) -> Result<(), FeatureError> {
            rt::set_feature(self, component.index(), feature.name(), &value.into())
        }

        /// True if no component is set.
        pub fn is_empty(&self) -> bool {
            rt::is_empty(self)
        }
    }

    impl rt::Components for ComponentsParams {
        fn api(&self) -> &'static rt::Api {
            &API
        }

        fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn rt::Component)) {
            rt::view_component(0, &self.cover, view);
        }

        fn unknown(&self) -> Option<&Unknown> {
            None
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
            edit(rt::ComponentsMut {
                slots: &mut [&mut self.cover],
                unknown: None,
            });
        }
    }

    rt::impl_value!(components_from_json, components_to_json, ComponentsParams);

    /// Configures the component `cover`.
    ///
    /// Shows the cover.
    ///
    /// Parameter `parts[cover]`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct CoverParams {
        /// Enables the component.
        pub enabled: bool,
    }

    impl CoverParams {
        /// The component, with every feature left to its default.
        pub fn new(enabled: bool) -> Self {
            Self { enabled }
        }

        /// The component enabled, with every feature left to its default.
        pub fn enabled() -> Self {
            Self::new(true)
        }

        /// The component disabled, with every feature left to its default.
        pub fn disabled() -> Self {
            Self::new(false)
        }
    }

    impl Default for CoverParams {
        /// The component enabled, with every feature left to its default.
        fn default() -> Self {
            Self::enabled()
        }
    }

    impl rt::Component for CoverParams {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[0],
                enabled: Some(self.enabled),
                features: &[],
                unknown: None,
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[0],
                enabled: &mut self.enabled,
                features: &mut [],
                unknown: None,
            });
        }
    }

    rt::impl_value!(component_from_json, component_to_json, CoverParams);

    /// A thing.
    ///
    /// A field is `None` where the response left it out. Fields that this version does not know, or can't read, are kept in `unknown`, and serialized again.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        /// The type of the object: `thing`.
        pub object: Option<String>,
        /// The parts.
        pub parts: Components,
        /// Fields of the response that this version does not know.
        pub unknown: Unknown,
    }

    impl rt::Record for Thing {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: API.fields,
                fields: &[
                    rt::FieldRef::Value(&self.object),
                    rt::FieldRef::Components(Some(&self.parts)),
                ],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: API.fields,
                fields: &mut [&mut self.object, &mut self.parts],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_json!(Thing);

    /// The embedded components of a session.
    ///
    /// A component is `None` where the response left it out.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Components {
        /// Shows the cover.
        pub cover: Option<Cover>,
        /// Components of the response that this version does not know.
        pub unknown: Unknown,
    }

    impl Components {
        /// True if a component that is chosen at run time is enabled; `None` where the response does not say.
        pub fn is_enabled(&self, component: Component) -> Option<bool> {
            rt::is_enabled(self, component.index())
        }

        /// The value of a boolean feature that is chosen at run time; `None` where the response does not say, or
        /// the component lacks the feature.
        pub fn feature(&self, component: Component, feature: Feature) -> Option<bool> {
            self.feature_value(component, feature)?.as_bool()
        }

        /// The value of a feature of any type that is chosen at run time, as JSON.
        pub fn feature_value(
            &self,
            component: Component,
            feature: Feature,
        ) -> Option<rt::serde_json::Value> {
            rt::feature_value(self, component.index(), feature.name())
        }

        /// Enables or disables a component that is chosen at run time, such as for a test.
        pub fn set_enabled(&mut self, component: Component, enabled: bool) {
            rt::set_enabled(self, component.index(), enabled);
        }

        /// Sets a feature that is chosen at run time, such as for a test.
        ///
        /// # Errors
        ///
        /// If the component lacks the feature, or the value has another type; nothing is changed then.
        pub fn set_feature(
            &mut self,
            component: Component,
            feature: Feature,
            value: impl Into<rt::serde_json::Value>,
        ) -> Result<(), FeatureError> {
            rt::set_feature(self, component.index(), feature.name(), &value.into())
        }
    }

    impl rt::Components for Components {
        fn api(&self) -> &'static rt::Api {
            &API
        }

        fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn rt::Component)) {
            rt::view_component(0, &self.cover, view);
        }

        fn unknown(&self) -> Option<&Unknown> {
            Some(&self.unknown)
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
            edit(rt::ComponentsMut {
                slots: &mut [&mut self.cover],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_value!(components_from_json, components_to_json, Components);

    /// The component `cover` of a session.
    ///
    /// Shows the cover.
    ///
    /// A value is `None` where the response left it out, or where `resolve` can't predict it.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Cover {
        /// True if the session may show the component.
        pub enabled: Option<bool>,
        /// Fields and features of the response that this version does not know.
        pub unknown: ComponentUnknown,
    }

    impl rt::Component for Cover {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[0],
                enabled: self.enabled,
                features: &[],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[0],
                enabled: &mut self.enabled,
                features: &mut [],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_value!(component_from_json, component_to_json, Cover);

    /// The facts about a connected account on which defaults and restrictions depend.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct AccountFacts {}

    impl AccountFacts {
        /// No fact is known.
        pub const fn unknown() -> Self {
            Self {}
        }

        /// Reads the facts from the API's account object.
        ///
        /// A value that this version does not know leaves a fact unknown.
        pub fn from_account(account: &rt::serde_json::Value) -> Self {
            let [] = rt::fact_positions(&API, account);
            Self {}
        }

        /// The position of each fact's value.
        fn positions(&self) -> [Option<usize>; 0] {
            []
        }
    }

    impl rt::FromAccount for AccountFacts {
        fn from_account(account: &rt::serde_json::Value) -> Self {
            Self::from_account(account)
        }
    }

    /// An embedded component.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Component {
        /// Shows the cover.
        Cover,
    }

    impl Component {
        /// Every component, in the order of the API description.
        pub const ALL: &'static [Self] = &[Self::Cover];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {
                Self::Cover => "cover",
            }
        }

        /// The component of this name on the wire.
        pub fn from_name(name: &str) -> Option<Self> {
            Self::ALL.iter().copied().find(|value| value.name() == name)
        }
    }

    impl Component {
        fn index(self) -> usize {
            self as usize
        }

        /// The table that describes the component.
        pub fn info(self) -> &'static rt::ComponentInfo {
            &API.components[self.index()]
        }

        /// The features that the component has, in the order of its [`info`](Self::info).
        pub fn features(self) -> impl Iterator<Item = Feature> {
            self.info()
                .features
                .iter()
                .filter_map(|feature| Feature::from_name(feature.field.name))
        }
    }

    /// A feature of one or more components.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Feature {}

    impl Feature {
        /// Every feature, in the order of the API description.
        pub const ALL: &'static [Self] = &[];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {}
        }

        /// The feature of this name on the wire.
        pub fn from_name(name: &str) -> Option<Self> {
            Self::ALL.iter().copied().find(|value| value.name() == name)
        }
    }

    impl From<Feature> for &'static str {
        fn from(feature: Feature) -> Self {
            feature.name()
        }
    }

    /// The description of API version `2030-01-01.smallest`.
    pub static API: rt::Api = rt::Api::new("2030-01-01.smallest", "GET", "/v1/things")
        .params(&[rt::Field::new("parts", "The parts.", rt::Type::Components)])
        .object(
            "thing",
            &[
                rt::Field::new(
                    "object",
                    "The type of the object: `thing`.",
                    rt::Type::String,
                ),
                rt::Field::new("parts", "The parts.", rt::Type::Components),
            ],
        )
        .facts(&[], &[])
        .components(
            &[
                rt::ComponentInfo::new("cover", "Shows the cover.", "parts[cover]", &[])
                    .rust("cover", "CoverParams"),
            ],
        )
        .rust_type("LookUp");
}
