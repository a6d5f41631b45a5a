//! The maintainer's tool: `schema check FILE...`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
