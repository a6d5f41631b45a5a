//! The API descriptions that the program serves: the shipped ones, or those of files.

use std::{
    error::Error,
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};

use generated_client_sandbox::{Api, api_tables};
use schema::{Diagnostics, Reading, Source, Style};

/// The tables of the shipped descriptions, oldest first.
pub(crate) fn shipped() -> Result<Vec<&'static Api>, Box<dyn Error>> {
    let read = |(version, text): &(&str, &str)| {
        let name = format!("{version}.yaml");
        let reading = schema::read(&Source::new(&name, *text));
        Ok(api_tables(&reading.schema.ok_or_else(|| format!("{name} has errors"))?))
    };
    schema::shipped().iter().map(read).collect()
}

/// The tables of a description in a file. Its errors and warnings are printed on standard error.
pub(crate) fn from_file(path: &Path) -> Result<&'static Api, Box<dyn Error>> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let source = Source::new(&name, text);
    let Reading { schema, diagnostics } = schema::lint(&source);
    print(&diagnostics, &source)?;
    let schema = schema.filter(|_| !diagnostics.has_errors());
    Ok(api_tables(&schema.ok_or_else(|| format!("{name} has errors"))?))
}

fn print(diagnostics: &Diagnostics, source: &Source) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    let style = if stderr.is_terminal() { Style::Colour } else { Style::Plain };
    diagnostics.iter().try_for_each(|diagnostic| writeln!(stderr, "{}\n", diagnostic.render(source, style)))
}
