use generated_client::{CreateAccountSession, v2026_10_28_endive::AccountFacts};

fn check(request: &CreateAccountSession) -> bool {
    request.validate_for(&AccountFacts::express()).is_ok()
}

fn main() {}
