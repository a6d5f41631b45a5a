//! Generates the module `built`.

fn main() -> Result<(), generated_client_codegen::BuildError> {
    generated_client_codegen::generate("own.yaml")?;
    Ok(())
}
