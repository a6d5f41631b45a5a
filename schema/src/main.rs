//! The maintainer's tool: `schema check FILE...`, `schema import ...`, `schema diff OLD NEW`, `schema docs FILE`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
