//! Files that commands write.

use std::{
    fs::{self, File, Metadata},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Writes a file as a whole or not at all, with the owner and mode of the file that it replaces. Links are followed.
/// Devices and pipes are written to; `-` is the standard output.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    if path == Path::new("-") {
        let mut stdout = io::stdout().lock();
        return stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }
    let path = target(path);
    let replaced = fs::metadata(&path).ok();
    if replaced.as_ref().is_some_and(|file| !file.is_file()) {
        return File::options().write(true).open(&path)?.write_all(text.as_bytes());
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&temporary).and_then(|mut file| {
        replaced.iter().try_for_each(|replaced| imitate(&file, replaced))?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let written = written.and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        // It is useless, and may not even exist.
        _ = fs::remove_file(&temporary);
    }
    written
}

/// The target of links, which may not exist yet.
fn target(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // Links may be circular.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(link) => path = path.parent().unwrap_or(Path::new("")).join(link),
            Err(_) => break,
        }
    }
    path
}

/// Gives a file the owner and mode of another one.
fn imitate(file: &File, other: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (other.uid(), other.gid()) {
            fchown(file, Some(other.uid()), Some(other.gid()))?;
        }
    }
    file.set_permissions(other.permissions())
}
