//! The maintainer's tool: `schema check FILE...`, `schema import ...`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
