//! `cargo schema`: see [`schema_cli`].

fn main() -> std::process::ExitCode {
    schema_cli::program::run()
}
