//! Downstream crates, outside of the workspace.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A crate in a folder of its own.
pub struct Downstream(PathBuf);

impl Downstream {
    /// Lays out a crate that depends on the client's types alone.
    ///
    /// # Errors
    ///
    /// If the folder can't be written to.
    pub fn of_the_client(name: &str) -> io::Result<Self> {
        let client = "generated-client = { path = \"ROOT/generated-client\", default-features = false }";
        Self::new(name, &format!("[dependencies]\n{client}\n"))
    }

    /// Lays out a crate with these sections of its manifest, in which `ROOT` is the folder of the workspace.
    ///
    /// # Errors
    ///
    /// If the folder can't be written to.
    pub fn new(name: &str, dependencies: &str) -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        // All such crates share a folder, and one for their builds.
        let folder = root.join("target/outside").join(name);
        fs::create_dir_all(folder.join("src"))?;
        let package = "[package]\nname = \"downstream\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n";
        let dependencies = dependencies.replace("ROOT", &root.display().to_string().replace('\\', "/"));
        fs::write(folder.join("Cargo.toml"), format!("{package}{dependencies}"))?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Downstream(folder))
    }

    /// Writes a file of the crate.
    ///
    /// # Errors
    ///
    /// If it can't be written.
    pub fn write(&self, file: &str, text: &str) -> io::Result<()> {
        fs::write(self.0.join(file), text)
    }

    /// Checks a library with a module for each schema, of which warnings are errors.
    ///
    /// # Errors
    ///
    /// If files can't be written, cargo can't be started, or the check fails: with what it printed.
    pub fn check_modules<'s>(&self, schemas: impl IntoIterator<Item = (String, &'s str)>) -> io::Result<()> {
        let mut library = "//! Schemas.\n#![deny(warnings, missing_docs)]\n".to_owned();
        for (name, text) in schemas {
            self.write(&format!("{name}.yaml"), text)?;
            library += &format!("/// A schema.\npub mod {name} {{ generated_client::generate!(\"{name}.yaml\"); }}\n");
        }
        self.write("src/lib.rs", &library)?;
        let output = self.cargo("check")?;
        let printed = || io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned());
        if output.status.success() { Ok(()) } else { Err(printed()) }
    }

    /// Runs cargo on the crate, offline.
    ///
    /// # Errors
    ///
    /// If cargo can't be started.
    pub fn cargo(&self, command: &str) -> io::Result<Output> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.current_dir(&self.0).args([command, "--quiet", "--offline", "--target-dir", "../target"]);
        cargo.output()
    }
}
