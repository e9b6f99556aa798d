//! Writes a result folder whole or not at all: everything is staged beside it and moved in one
//! step per folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Files waiting to become a folder.
#[derive(Debug)]
pub struct Staging {
    directory: TempDir,
    target: PathBuf,
}

impl Staging {
    /// Prepares to replace `target`. Fails early where its parent cannot be written to.
    pub fn new(target: &Path) -> io::Result<Self> {
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent)?;
        let directory = tempfile::Builder::new().prefix(".nanduti-").tempdir_in(&parent)?;
        Ok(Self { directory, target: target.to_owned() })
    }

    /// Adds a file; its name may hold folders.
    pub fn add(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Adds an empty file that the caller fills.
    pub fn create(&self, name: &str) -> io::Result<fs::File> {
        let path = self.directory.path().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::File::create(path)
    }

    /// Replaces the target by what was staged. The old folder is kept until the new one stands.
    pub fn commit(self) -> io::Result<()> {
        let old = self.target.with_extension("old");
        if self.target.exists() {
            if old.exists() {
                fs::remove_dir_all(&old)?;
            }
            fs::rename(&self.target, &old)?;
        }
        let staged = self.directory.keep();
        if let Err(error) = fs::rename(&staged, &self.target) {
            if old.exists() {
                fs::rename(&old, &self.target)?;
            }
            fs::remove_dir_all(&staged)?;
            return Err(error);
        }
        if old.exists() { fs::remove_dir_all(&old) } else { Ok(()) }
    }
}

/// Writes one file whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent)?;
    let mut file = tempfile::NamedTempFile::new_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_replaced_whole() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        for content in ["one", "two"] {
            let staging = Staging::new(&out).unwrap();
            staging.add("a.txt", content.as_bytes()).unwrap();
            staging.add(&format!("{content}/b.txt"), b"b").unwrap();
            staging.commit().unwrap();
        }
        assert_eq!(fs::read(out.join("a.txt")).unwrap(), b"two");
        assert!(!out.join("one").exists(), "nothing of the old result is left");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_not_committed_leaves_no_trace() {
        let place = tempfile::tempdir().unwrap();
        let staging = Staging::new(&place.path().join("out")).unwrap();
        staging.add("a.txt", b"a").unwrap();
        drop(staging);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
