//! A crate of its own, outside the workspace, that uses the macro as a downstream crate does.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A crate in a folder of its own.
pub struct Downstream(PathBuf);

impl Downstream {
    /// Lays out a crate that depends on the types alone. `scratch` is where tests may write.
    ///
    /// # Errors
    ///
    /// When the folder can't be written to.
    pub fn new(scratch: &str, name: &str) -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let folder = Path::new(scratch).join(name);
        fs::create_dir_all(folder.join("src"))?;
        let path = |name: &str| root.join(name).display().to_string().replace('\\', "/");
        let manifest = format!(
            "[package]\nname = \"downstream\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             generated-client = {{ path = \"{}\", default-features = false }}\n",
            path("generated-client"),
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Downstream(folder))
    }

    /// Writes a file of the crate.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub fn write(&self, file: &str, text: &str) -> io::Result<()> {
        fs::write(self.0.join(file), text)
    }

    /// Checks a library with a module for each schema, of which warnings are errors.
    ///
    /// # Errors
    ///
    /// When files can't be written, when cargo can't be started, or with what it printed if the check fails.
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

    /// Runs cargo on the crate, with what is already on this machine. All such crates share their builds.
    ///
    /// # Errors
    ///
    /// When cargo can't be started.
    pub fn cargo(&self, command: &str) -> io::Result<Output> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.current_dir(&self.0).args([command, "--quiet", "--offline", "--target-dir", "../downstream-target"]);
        cargo.output()
    }
}
