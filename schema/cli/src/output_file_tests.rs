//! Files that commands write, of every sort.
#![allow(clippy::unwrap_used)]

use crate::output_file::write;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::{fs, path::PathBuf};

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
