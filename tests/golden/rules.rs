pub use self::generated::*;

#[allow(dead_code)]
mod generated {
    #[allow(unused_imports)]
    use ::generated_client_runtime::{
        Clearable, ComponentUnknown, ExpandableId, FeatureError, Id, Secret, Timestamp,
        Unknown, ValidationError, rt,
    };

    /// Opens a session.
    ///
    /// `POST /v1/sessions`
    #[derive(Clone, Debug, PartialEq)]
    pub struct OpenSession(OpenSessionParts);

    impl OpenSession {
        /// Starts a request. Its required parameters must be set before it can be built.
        pub fn builder() -> OpenSessionBuilder {
            Default::default()
        }

        /// The account.
        ///
        /// Parameter `account`.
        pub fn account(&self) -> &Id {
            &self.0.account
        }

        /// The components to show.
        ///
        /// Parameter `components`.
        pub fn components(&self) -> &ComponentsParams {
            &self.0.components
        }

        /// Takes the request apart. [`OpenSessionParts::build`] puts parameters together again.
        pub fn into_parts(self) -> OpenSessionParts {
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
    impl rt::Request for OpenSession {
        type Response = Session;
        const API: &'static rt::Api = &API;

        fn encode(&self) -> String {
            rt::encode(&self.0)
        }

        fn validate(&self) -> Result<(), ValidationError> {
            rt::validate(&self.0)
        }
    }

    /// The parameters of [`OpenSession`].
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct OpenSessionParts {
        /// The account.
        ///
        /// Parameter `account`.
        pub account: Id,
        /// The components to show.
        ///
        /// Parameter `components`.
        pub components: ComponentsParams,
    }

    impl OpenSessionParts {
        /// Completes the request and checks the rules that need no account.
        ///
        /// # Errors
        ///
        /// Every parameter that breaks one of them, all at once.
        pub fn build(self) -> Result<OpenSession, ValidationError> {
            rt::validate(&self)?;
            Ok(OpenSession(self))
        }
    }

    impl rt::Record for OpenSessionParts {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: API.params,
                fields: &[
                    rt::FieldRef::Value(&self.account),
                    rt::FieldRef::Components(Some(&self.components)),
                ],
                unknown: None,
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: API.params,
                fields: &mut [&mut self.account, &mut self.components],
                unknown: None,
            });
        }
    }

    rt::impl_json!(OpenSessionParts);

    rt::impl_request_json!(OpenSession, OpenSessionParts);

    /// The builder of [`OpenSession`].
    #[derive(Clone, Debug, Default)]
    #[must_use = "call `.build()` to complete the request"]
    pub struct OpenSessionBuilder<
        AccountState = rt::Missing,
        ComponentsState = rt::Missing,
    > {
        parts: OpenSessionParts,
        states: rt::PhantomData<(AccountState, ComponentsState)>,
    }

    impl<
        AccountState,
        ComponentsState,
    > OpenSessionBuilder<AccountState, ComponentsState> {
        /// Sets [`account`](OpenSessionParts#structfield.account).
        pub fn account(
            mut self,
            value: impl Into<Id>,
        ) -> OpenSessionBuilder<rt::Set, ComponentsState> {
            self.parts.account = value.into();
            OpenSessionBuilder {
                parts: self.parts,
                states: rt::PhantomData,
            }
        }

        /// Sets [`components`](OpenSessionParts#structfield.components).
        pub fn components(
            mut self,
            value: ComponentsParams,
        ) -> OpenSessionBuilder<AccountState, rt::Set> {
            self.parts.components = value;
            OpenSessionBuilder {
                parts: self.parts,
                states: rt::PhantomData,
            }
        }

        /// Completes the request and checks the rules that need no account.
        ///
        /// # Errors
        ///
        /// Every parameter that breaks one of them, all at once.
        pub fn build(self) -> Result<OpenSession, ValidationError>
        where
            AccountState: AccountGiven,
            ComponentsState: ComponentsGiven,
        {
            self.parts.build()
        }
    }

    /// Implemented once the required parameter `account` is set.
    #[diagnostic::on_unimplemented(
        message = "the required parameter `account` is missing",
        label = "`account` is not set",
        note = "call `.account(...)` before `.build()`"
    )]
    pub trait AccountGiven {}

    #[diagnostic::do_not_recommend]
    impl AccountGiven for rt::Set {}

    /// Implemented once the required parameter `components` is set.
    #[diagnostic::on_unimplemented(
        message = "the required parameter `components` is missing",
        label = "`components` is not set",
        note = "call `.components(...)` before `.build()`"
    )]
    pub trait ComponentsGiven {}

    #[diagnostic::do_not_recommend]
    impl ComponentsGiven for rt::Set {}

    /// The embedded components that a session may show. Components that are left out are disabled.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ComponentsParams {
        /// Shows balances.
        ///
        /// Parameter `components[balances]`.
        pub balances: Option<BalancesParams>,
        /// Shows payments.
        ///
        /// Parameter `components[payments]`.
        pub payments: Option<PaymentsParams>,
    }

    impl ComponentsParams {
        /// No component.
        pub fn new() -> Self {
            Default::default()
        }

        /// Sets [`balances`](Self#structfield.balances).
        #[must_use]
        pub fn balances(mut self, params: BalancesParams) -> Self {
            self.balances = Some(params);
            self
        }

        /// Sets [`payments`](Self#structfield.payments).
        #[must_use]
        pub fn payments(mut self, params: PaymentsParams) -> Self {
            self.payments = Some(params);
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
            rt::view_component(0, &self.balances, view);
            rt::view_component(1, &self.payments, view);
        }

        fn unknown(&self) -> Option<&Unknown> {
            None
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
            edit(rt::ComponentsMut {
                slots: &mut [&mut self.balances, &mut self.payments],
                unknown: None,
            });
        }
    }

    rt::impl_value!(components_from_json, components_to_json, ComponentsParams);

    /// Configures the component `balances`.
    ///
    /// Shows balances.
    ///
    /// Parameter `components[balances]`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct BalancesParams {
        /// Enables the component.
        pub enabled: bool,
        /// Allows payouts.
        ///
        /// By default `true` where the account's [`loss_liability`](AccountFacts::loss_liability) is `stripe`, `false` where it is `application`.
        ///
        /// Parameter `components[balances][features][payouts]`.
        pub payouts: Option<bool>,
        /// Allows instant payouts.
        ///
        /// By default the same as `payouts`.
        ///
        /// Parameter `components[balances][features][instant_payouts]`.
        pub instant_payouts: Option<bool>,
        /// Allows payouts by hand.
        ///
        /// By default the opposite of `payouts`.
        ///
        /// Parameter `components[balances][features][manual_payouts]`.
        pub manual_payouts: Option<bool>,
        /// Collects bank accounts.
        ///
        /// `true` by default.
        ///
        /// May be `false` only for accounts whose [`loss_liability`](AccountFacts::loss_liability) is `application` and [`region`](AccountFacts::region) is `south`.
        ///
        /// Parameter `components[balances][features][collection]`.
        pub collection: Option<bool>,
        /// Asks for a password.
        ///
        /// `true` by default.
        ///
        /// It must be the same in every component that sets it.
        ///
        /// Parameter `components[balances][features][authentication]`.
        pub authentication: Option<bool>,
    }

    impl BalancesParams {
        /// The component, with every feature left to its default.
        pub fn new(enabled: bool) -> Self {
            Self {
                enabled,
                payouts: None,
                instant_payouts: None,
                manual_payouts: None,
                collection: None,
                authentication: None,
            }
        }

        /// The component enabled, with every feature left to its default.
        pub fn enabled() -> Self {
            Self::new(true)
        }

        /// The component disabled, with every feature left to its default.
        pub fn disabled() -> Self {
            Self::new(false)
        }

        /// Sets [`payouts`](Self#structfield.payouts).
        #[must_use]
        pub fn payouts(mut self, value: bool) -> Self {
            self.payouts = Some(value);
            self
        }

        /// Sets [`instant_payouts`](Self#structfield.instant_payouts).
        #[must_use]
        pub fn instant_payouts(mut self, value: bool) -> Self {
            self.instant_payouts = Some(value);
            self
        }

        /// Sets [`manual_payouts`](Self#structfield.manual_payouts).
        #[must_use]
        pub fn manual_payouts(mut self, value: bool) -> Self {
            self.manual_payouts = Some(value);
            self
        }

        /// Sets [`collection`](Self#structfield.collection).
        #[must_use]
        pub fn collection(mut self, value: bool) -> Self {
            self.collection = Some(value);
            self
        }

        /// Sets [`authentication`](Self#structfield.authentication).
        #[must_use]
        pub fn authentication(mut self, value: bool) -> Self {
            self.authentication = Some(value);
            self
        }
    }

    impl Default for BalancesParams {
        /// The component enabled, with every feature left to its default.
        fn default() -> Self {
            Self::enabled()
        }
    }

    impl rt::Component for BalancesParams {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[0],
                enabled: Some(self.enabled),
                features: &[
                    rt::FieldRef::Boolean(self.payouts),
                    rt::FieldRef::Boolean(self.instant_payouts),
                    rt::FieldRef::Boolean(self.manual_payouts),
                    rt::FieldRef::Boolean(self.collection),
                    rt::FieldRef::Boolean(self.authentication),
                ],
                unknown: None,
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[0],
                enabled: &mut self.enabled,
                features: &mut [
                    &mut self.payouts,
                    &mut self.instant_payouts,
                    &mut self.manual_payouts,
                    &mut self.collection,
                    &mut self.authentication,
                ],
                unknown: None,
            });
        }
    }

    /// Configures the component `payments`.
    ///
    /// Shows payments.
    ///
    /// Parameter `components[payments]`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct PaymentsParams {
        /// Enables the component.
        pub enabled: bool,
        /// Asks for a password.
        ///
        /// `true` by default.
        ///
        /// It must be the same in every component that sets it.
        ///
        /// Parameter `components[payments][features][authentication]`.
        pub authentication: Option<bool>,
        /// Allows refunds of payments.
        ///
        /// `false` by default.
        ///
        /// Parameter `components[payments][features][refunds]`.
        pub refunds: Option<bool>,
        /// Allows disputes.
        ///
        /// The API does not document a default.
        ///
        /// Parameter `components[payments][features][disputes]`.
        pub disputes: Option<bool>,
    }

    impl PaymentsParams {
        /// The component, with every feature left to its default.
        pub fn new(enabled: bool) -> Self {
            Self {
                enabled,
                authentication: None,
                refunds: None,
                disputes: None,
            }
        }

        /// The component enabled, with every feature left to its default.
        pub fn enabled() -> Self {
            Self::new(true)
        }

        /// The component disabled, with every feature left to its default.
        pub fn disabled() -> Self {
            Self::new(false)
        }

        /// Sets [`authentication`](Self#structfield.authentication).
        #[must_use]
        pub fn authentication(mut self, value: bool) -> Self {
            self.authentication = Some(value);
            self
        }

        /// Sets [`refunds`](Self#structfield.refunds).
        #[must_use]
        pub fn refunds(mut self, value: bool) -> Self {
            self.refunds = Some(value);
            self
        }

        /// Sets [`disputes`](Self#structfield.disputes).
        #[must_use]
        pub fn disputes(mut self, value: bool) -> Self {
            self.disputes = Some(value);
            self
        }
    }

    impl Default for PaymentsParams {
        /// The component enabled, with every feature left to its default.
        fn default() -> Self {
            Self::enabled()
        }
    }

    impl rt::Component for PaymentsParams {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[1],
                enabled: Some(self.enabled),
                features: &[
                    rt::FieldRef::Boolean(self.authentication),
                    rt::FieldRef::Boolean(self.refunds),
                    rt::FieldRef::Boolean(self.disputes),
                ],
                unknown: None,
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[1],
                enabled: &mut self.enabled,
                features: &mut [
                    &mut self.authentication,
                    &mut self.refunds,
                    &mut self.disputes,
                ],
                unknown: None,
            });
        }
    }

    rt::impl_value!(
        component_from_json, component_to_json, BalancesParams, PaymentsParams
    );

    /// An open session.
    ///
    /// A field is `None` where the response left it out. Fields that this version does not know, or can't read, are kept in `unknown`, and serialized again.
    ///
    /// Serializing it writes `client_secret` in plain text; `Debug` does not show it.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Session {
        /// The type of the object: `session`.
        pub object: Option<String>,
        /// Grants access to the session.
        pub client_secret: Secret,
        /// The components.
        pub components: Components,
        /// Fields of the response that this version does not know.
        pub unknown: Unknown,
    }

    impl rt::Record for Session {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::RecordRef<'_, 'a>)) {
            view(rt::RecordRef {
                table: API.fields,
                fields: &[
                    rt::FieldRef::Value(&self.object),
                    rt::FieldRef::Value(&self.client_secret),
                    rt::FieldRef::Components(Some(&self.components)),
                ],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::RecordMut<'_, '_>)) {
            edit(rt::RecordMut {
                table: API.fields,
                fields: &mut [
                    &mut self.object,
                    &mut self.client_secret,
                    &mut self.components,
                ],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_json!(Session);

    /// The embedded components of a session.
    ///
    /// A component is `None` where the response left it out.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Components {
        /// Shows balances.
        pub balances: Option<Balances>,
        /// Shows payments.
        pub payments: Option<Payments>,
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
            rt::view_component(0, &self.balances, view);
            rt::view_component(1, &self.payments, view);
        }

        fn unknown(&self) -> Option<&Unknown> {
            Some(&self.unknown)
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
            edit(rt::ComponentsMut {
                slots: &mut [&mut self.balances, &mut self.payments],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_value!(components_from_json, components_to_json, Components);

    /// The component `balances` of a session.
    ///
    /// Shows balances.
    ///
    /// A value is `None` where the response left it out, or where `resolve` can't predict it.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Balances {
        /// True if the session may show the component.
        pub enabled: Option<bool>,
        /// Allows payouts.
        ///
        /// By default `true` where the account's [`loss_liability`](AccountFacts::loss_liability) is `stripe`, `false` where it is `application`.
        ///
        /// Parameter `components[balances][features][payouts]`.
        pub payouts: Option<bool>,
        /// Allows instant payouts.
        ///
        /// By default the same as `payouts`.
        ///
        /// Parameter `components[balances][features][instant_payouts]`.
        pub instant_payouts: Option<bool>,
        /// Allows payouts by hand.
        ///
        /// By default the opposite of `payouts`.
        ///
        /// Parameter `components[balances][features][manual_payouts]`.
        pub manual_payouts: Option<bool>,
        /// Collects bank accounts.
        ///
        /// `true` by default.
        ///
        /// May be `false` only for accounts whose [`loss_liability`](AccountFacts::loss_liability) is `application` and [`region`](AccountFacts::region) is `south`.
        ///
        /// Parameter `components[balances][features][collection]`.
        pub collection: Option<bool>,
        /// Asks for a password.
        ///
        /// `true` by default.
        ///
        /// It must be the same in every component that sets it.
        ///
        /// Parameter `components[balances][features][authentication]`.
        pub authentication: Option<bool>,
        /// Fields and features of the response that this version does not know.
        pub unknown: ComponentUnknown,
    }

    impl rt::Component for Balances {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[0],
                enabled: self.enabled,
                features: &[
                    rt::FieldRef::Boolean(self.payouts),
                    rt::FieldRef::Boolean(self.instant_payouts),
                    rt::FieldRef::Boolean(self.manual_payouts),
                    rt::FieldRef::Boolean(self.collection),
                    rt::FieldRef::Boolean(self.authentication),
                ],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[0],
                enabled: &mut self.enabled,
                features: &mut [
                    &mut self.payouts,
                    &mut self.instant_payouts,
                    &mut self.manual_payouts,
                    &mut self.collection,
                    &mut self.authentication,
                ],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    /// The component `payments` of a session.
    ///
    /// Shows payments.
    ///
    /// A value is `None` where the response left it out, or where `resolve` can't predict it.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Payments {
        /// True if the session may show the component.
        pub enabled: Option<bool>,
        /// Asks for a password.
        ///
        /// `true` by default.
        ///
        /// It must be the same in every component that sets it.
        ///
        /// Parameter `components[payments][features][authentication]`.
        pub authentication: Option<bool>,
        /// Allows refunds of payments.
        ///
        /// `false` by default.
        ///
        /// Parameter `components[payments][features][refunds]`.
        pub refunds: Option<bool>,
        /// Allows disputes.
        ///
        /// The API does not document a default.
        ///
        /// Parameter `components[payments][features][disputes]`.
        pub disputes: Option<bool>,
        /// Fields and features of the response that this version does not know.
        pub unknown: ComponentUnknown,
    }

    impl rt::Component for Payments {
        fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
            view(rt::ComponentRef {
                info: &API.components[1],
                enabled: self.enabled,
                features: &[
                    rt::FieldRef::Boolean(self.authentication),
                    rt::FieldRef::Boolean(self.refunds),
                    rt::FieldRef::Boolean(self.disputes),
                ],
                unknown: Some(&self.unknown),
            });
        }

        fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
            edit(rt::ComponentMut {
                info: &API.components[1],
                enabled: &mut self.enabled,
                features: &mut [
                    &mut self.authentication,
                    &mut self.refunds,
                    &mut self.disputes,
                ],
                unknown: Some(&mut self.unknown),
            });
        }
    }

    rt::impl_value!(component_from_json, component_to_json, Balances, Payments);

    /// Covers losses.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum LossLiability {
        /// `stripe`
        Stripe,
        /// `application`
        Application,
    }

    impl LossLiability {
        /// Every value, in the order of the API description.
        pub const ALL: &'static [Self] = &[Self::Stripe, Self::Application];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {
                Self::Stripe => "stripe",
                Self::Application => "application",
            }
        }

        /// The value of this name on the wire.
        pub fn from_name(name: &str) -> Option<Self> {
            Self::ALL.iter().copied().find(|value| value.name() == name)
        }
    }

    /// Location of the account.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Region {
        /// `north`
        North,
        /// `south`
        South,
    }

    impl Region {
        /// Every value, in the order of the API description.
        pub const ALL: &'static [Self] = &[Self::North, Self::South];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {
                Self::North => "north",
                Self::South => "south",
            }
        }

        /// The value of this name on the wire.
        pub fn from_name(name: &str) -> Option<Self> {
            Self::ALL.iter().copied().find(|value| value.name() == name)
        }
    }

    /// The facts about a connected account on which defaults and restrictions depend.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct AccountFacts {
        /// Covers losses.
        ///
        /// Field `controller.losses.payments` of the account object.
        ///
        /// `None` if unknown.
        pub loss_liability: Option<LossLiability>,
        /// Location of the account.
        ///
        /// Field `region` of the account object.
        ///
        /// `None` if unknown.
        pub region: Option<Region>,
    }

    impl AccountFacts {
        /// No fact is known.
        pub const fn unknown() -> Self {
            Self {
                loss_liability: None,
                region: None,
            }
        }

        /// The facts of a `northern` account.
        pub const fn northern() -> Self {
            Self {
                loss_liability: Some(LossLiability::Stripe),
                region: Some(Region::North),
            }
        }

        /// The facts of a `express` account.
        pub const fn express() -> Self {
            Self {
                loss_liability: Some(LossLiability::Application),
                region: None,
            }
        }

        /// Reads the facts from the API's account object, missing ones from the account type in `details.type`.
        ///
        /// A value that this version does not know leaves a fact unknown.
        pub fn from_account(account: &rt::serde_json::Value) -> Self {
            let [loss_liability, region] = rt::fact_positions(&API, account);
            Self {
                loss_liability: loss_liability
                    .and_then(|value| LossLiability::ALL.get(value).copied()),
                region: region.and_then(|value| Region::ALL.get(value).copied()),
            }
        }

        /// The position of each fact's value.
        fn positions(&self) -> [Option<usize>; 2] {
            [
                self.loss_liability.map(|value| value as usize),
                self.region.map(|value| value as usize),
            ]
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
        /// Shows balances.
        Balances,
        /// Shows payments.
        Payments,
    }

    impl Component {
        /// Every component, in the order of the API description.
        pub const ALL: &'static [Self] = &[Self::Balances, Self::Payments];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {
                Self::Balances => "balances",
                Self::Payments => "payments",
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
    pub enum Feature {
        /// Allows refunds.
        Refunds,
        /// Allows payouts.
        Payouts,
        /// Allows instant payouts.
        InstantPayouts,
        /// Allows payouts by hand.
        ManualPayouts,
        /// Allows disputes.
        Disputes,
        /// Collects bank accounts.
        Collection,
        /// Asks for a password.
        Authentication,
    }

    impl Feature {
        /// Every feature, in the order of the API description.
        pub const ALL: &'static [Self] = &[
            Self::Refunds,
            Self::Payouts,
            Self::InstantPayouts,
            Self::ManualPayouts,
            Self::Disputes,
            Self::Collection,
            Self::Authentication,
        ];

        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self {
                Self::Refunds => "refunds",
                Self::Payouts => "payouts",
                Self::InstantPayouts => "instant_payouts",
                Self::ManualPayouts => "manual_payouts",
                Self::Disputes => "disputes",
                Self::Collection => "collection",
                Self::Authentication => "authentication",
            }
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

    /// The description of API version `2030-01-01.rules`.
    pub static API: rt::Api = rt::Api::new("2030-01-01.rules", "POST", "/v1/sessions")
        .params(
            &[
                rt::Field::new(
                        "account",
                        "The account.",
                        rt::Type::Id { prefix: "acct_" },
                    )
                    .required(),
                rt::Field::new(
                        "components",
                        "The components to show.",
                        rt::Type::Components,
                    )
                    .required(),
            ],
        )
        .object(
            "session",
            &[
                rt::Field::new(
                    "object",
                    "The type of the object: `session`.",
                    rt::Type::String,
                ),
                rt::Field::new(
                        "client_secret",
                        "Grants access to the session.",
                        rt::Type::Secret,
                    )
                    .required(),
                rt::Field::new("components", "The components.", rt::Type::Components),
            ],
        )
        .facts(
            &[
                rt::Fact::new(
                    "loss_liability",
                    "Covers losses.",
                    "controller.losses.payments",
                    &["stripe", "application"],
                ),
                rt::Fact::new(
                    "region",
                    "Location of the account.",
                    "region",
                    &["north", "south"],
                ),
            ],
            &[
                rt::AccountType::new("northern", &[Some(0usize), Some(0usize)]),
                rt::AccountType::new("express", &[Some(1usize), None]),
            ],
        )
        .account_type_field("details.type")
        .components(
            &[
                rt::ComponentInfo::new(
                        "balances",
                        "Shows balances.",
                        "components[balances]",
                        &[
                            rt::FeatureInfo::new(
                                rt::Field::new(
                                    "payouts",
                                    "Allows payouts.",
                                    rt::Type::Boolean,
                                ),
                                "components[balances][features][payouts]",
                                rt::DefaultRule::ByFact {
                                    fact: "loss_liability",
                                    values: &[
                                        Some(rt::Literal::Boolean(true)),
                                        Some(rt::Literal::Boolean(false)),
                                    ],
                                },
                            ),
                            rt::FeatureInfo::new(
                                rt::Field::new(
                                    "instant_payouts",
                                    "Allows instant payouts.",
                                    rt::Type::Boolean,
                                ),
                                "components[balances][features][instant_payouts]",
                                rt::DefaultRule::SameAs(0usize),
                            ),
                            rt::FeatureInfo::new(
                                rt::Field::new(
                                    "manual_payouts",
                                    "Allows payouts by hand.",
                                    rt::Type::Boolean,
                                ),
                                "components[balances][features][manual_payouts]",
                                rt::DefaultRule::OppositeOf(0usize),
                            ),
                            rt::FeatureInfo::new(
                                    rt::Field::new(
                                        "collection",
                                        "Collects bank accounts.",
                                        rt::Type::Boolean,
                                    ),
                                    "components[balances][features][collection]",
                                    rt::DefaultRule::Value(rt::Literal::Boolean(true)),
                                )
                                .restricted(
                                    false,
                                    &[("loss_liability", "application"), ("region", "south")],
                                ),
                            rt::FeatureInfo::new(
                                    rt::Field::new(
                                        "authentication",
                                        "Asks for a password.",
                                        rt::Type::Boolean,
                                    ),
                                    "components[balances][features][authentication]",
                                    rt::DefaultRule::Value(rt::Literal::Boolean(true)),
                                )
                                .same_in_every_component(),
                        ],
                    )
                    .rust("balances", "BalancesParams"),
                rt::ComponentInfo::new(
                        "payments",
                        "Shows payments.",
                        "components[payments]",
                        &[
                            rt::FeatureInfo::new(
                                    rt::Field::new(
                                        "authentication",
                                        "Asks for a password.",
                                        rt::Type::Boolean,
                                    ),
                                    "components[payments][features][authentication]",
                                    rt::DefaultRule::Value(rt::Literal::Boolean(true)),
                                )
                                .same_in_every_component(),
                            rt::FeatureInfo::new(
                                rt::Field::new(
                                    "refunds",
                                    "Allows refunds of payments.",
                                    rt::Type::Boolean,
                                ),
                                "components[payments][features][refunds]",
                                rt::DefaultRule::Value(rt::Literal::Boolean(false)),
                            ),
                            rt::FeatureInfo::new(
                                rt::Field::new(
                                    "disputes",
                                    "Allows disputes.",
                                    rt::Type::Boolean,
                                ),
                                "components[payments][features][disputes]",
                                rt::DefaultRule::Undocumented,
                            ),
                        ],
                    )
                    .rust("payments", "PaymentsParams"),
            ],
        )
        .rust_type("OpenSession");
}
