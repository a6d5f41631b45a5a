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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("output-file-{name}-{}", std::process::id()));
        _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn links_are_followed_and_the_mode_stays() {
        let folder = folder("links");
        let [real, link, new] = ["real", "link", "new"].map(|name| folder.join(name));
        fs::write(&real, "before").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real", &link).unwrap();
        write(&link, "after").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "after");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        fs::remove_file(&real).unwrap();
        write(&link, "again").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "again", "the target of a dangling link");
        write(&new, "new").unwrap();
        let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["link", "new", "real"], "nothing is left over");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn devices_and_pipes_are_written_to() {
        let folder = folder("pipes");
        let link = folder.join("null");
        symlink("/dev/null", &link).unwrap();
        write(&link, "nothing").unwrap();
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let pipe = folder.join("pipe");
        if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
            let reader = std::thread::spawn({
                let pipe = pipe.clone();
                move || fs::read_to_string(pipe).unwrap()
            });
            write(&pipe, "through").unwrap();
            assert_eq!(reader.join().unwrap(), "through");
            assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
