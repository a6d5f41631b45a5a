//! The request and the session.

use serde::Deserialize;

/// The parameters.
pub struct Request {
    pub account: String,
    pub components: Components,
}

impl Request {
    /// The body. The account's id has nothing that needs escaping.
    pub fn encode(&self) -> String {
        let mut form = String::with_capacity(512);
        form.push_str("account=");
        form.push_str(&self.account);
        self.components.encode(&mut form);
        form
    }
}

/// The session.
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
pub struct Session {
    pub account: String,
    pub client_secret: String,
    pub expires_at: i64,
    pub livemode: bool,
    pub components: Components,
}

/// The components of a request or a session.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Components {
    pub account_management: Option<Enabled<AccountFeatures>>,
    pub account_onboarding: Option<Enabled<AccountFeatures>>,
    pub balances: Option<Enabled<BalanceFeatures>>,
    pub documents: Option<Enabled<NoFeatures>>,
    pub notification_banner: Option<Enabled<AccountFeatures>>,
    pub payment_details: Option<Enabled<PaymentFeatures>>,
    pub payments: Option<Enabled<PaymentFeatures>>,
    pub payouts: Option<Enabled<BalanceFeatures>>,
    pub payouts_list: Option<Enabled<NoFeatures>>,
    pub tax_registrations: Option<Enabled<NoFeatures>>,
    pub tax_settings: Option<Enabled<NoFeatures>>,
}

impl Components {
    fn encode(&self, form: &mut String) {
        encode(form, "account_management", &self.account_management);
        encode(form, "account_onboarding", &self.account_onboarding);
        encode(form, "balances", &self.balances);
        encode(form, "documents", &self.documents);
        encode(form, "notification_banner", &self.notification_banner);
        encode(form, "payment_details", &self.payment_details);
        encode(form, "payments", &self.payments);
        encode(form, "payouts", &self.payouts);
        encode(form, "payouts_list", &self.payouts_list);
        encode(form, "tax_registrations", &self.tax_registrations);
        encode(form, "tax_settings", &self.tax_settings);
    }
}

fn encode<F: Features>(form: &mut String, name: &str, component: &Option<Enabled<F>>) {
    let Some(component) = component else { return };
    form.push_str(&format!("&components[{name}][enabled]={}", component.enabled));
    for (feature, value) in component.features.values() {
        if let Some(value) = value {
            form.push_str(&format!("&components[{name}][features][{feature}]={value}"));
        }
    }
}

/// One component.
#[derive(Debug, Deserialize)]
pub struct Enabled<F> {
    pub enabled: bool,
    pub features: F,
}

impl<F: Default> Enabled<F> {
    pub fn new() -> Self {
        Enabled { enabled: true, features: F::default() }
    }
}

trait Features {
    fn values(&self) -> Vec<(&'static str, Option<bool>)>;
}

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident { $($feature:ident),* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Default, Deserialize)]
        #[serde(default)]
        pub struct $name { $(pub $feature: Option<bool>),* }

        impl Features for $name {
            fn values(&self) -> Vec<(&'static str, Option<bool>)> {
                vec![$((stringify!($feature), self.$feature)),*]
            }
        }
    )*};
}

features! {
    /// Of components that have none.
    NoFeatures {}
    /// Of components about the account.
    AccountFeatures { external_account_collection }
    /// Of components about balances.
    BalanceFeatures { edit_payout_schedule, instant_payouts, standard_payouts, external_account_collection }
    /// Of components about payments.
    PaymentFeatures {
        capture_payments, destination_on_behalf_of_charge_management, dispute_management, refund_management
    }
}
