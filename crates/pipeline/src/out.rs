//! Writes a result folder whole or not at all, and never over anybody's files: everything is
//! staged beside it and moved in one step. A folder of ours carries a list of what was written;
//! only that is ever replaced.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tempfile::TempDir;
use thiserror::Error;

/// The list of what was written, one name a line, in every result folder.
pub const LIST_FILE: &str = ".nanduti";

/// Why a folder cannot be written.
#[derive(Debug, Error)]
pub enum OutError {
    /// There are files in it and none of them is known to be ours.
    #[error("the folder has files that Ñandutí did not write")]
    NotOurs,
    /// A file stands where the folder should be.
    #[error("there is a file of that name")]
    IsAFile,
    /// The disk said no.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Files waiting to become a folder.
#[derive(Debug)]
pub struct Staging {
    directory: TempDir,
    target: PathBuf,
    names: Mutex<BTreeSet<String>>,
}

impl Staging {
    /// Prepares to write `target`: a folder that does not exist, is empty, or holds an earlier
    /// result. Fails early where that is not so or its parent cannot be written to.
    pub fn new(target: &Path) -> Result<Self, OutError> {
        if target.is_file() {
            return Err(OutError::IsAFile);
        }
        if has_entries(target)? && listed(target)?.is_none() {
            return Err(OutError::NotOurs);
        }
        let parent = parent_of(target);
        fs::create_dir_all(&parent)?;
        let directory = tempfile::Builder::new().prefix(".nanduti-").tempdir_in(&parent)?;
        Ok(Self { directory, target: target.to_owned(), names: Mutex::default() })
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
        let mut names = self.names.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        names.insert(name.to_owned());
        fs::File::create(path)
    }

    /// Replaces an earlier result by what was staged. Files that an earlier result does not list
    /// are somebody's own and stay; the earlier result stays until the new one stands.
    pub fn commit(self) -> Result<(), OutError> {
        let names = self.names.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        fs::write(self.directory.path().join(LIST_FILE), lines(&names))?;
        self.publish()
    }

    /// Makes a folder of what was staged that is nobody's result: one that people go on to fill.
    /// The target must be missing or empty.
    pub fn commit_new(self) -> Result<(), OutError> {
        if has_entries(&self.target)? {
            return Err(OutError::NotOurs);
        }
        self.publish()
    }

    fn publish(self) -> Result<(), OutError> {
        let aside =
            tempfile::Builder::new().prefix(".nanduti-old-").tempdir_in(parent_of(&self.target))?;
        let old = aside.path().join("old");
        let had_old = self.target.exists();
        if had_old {
            fs::rename(&self.target, &old)?;
        }
        let staged = self.directory.keep();
        if let Err(error) = fs::rename(&staged, &self.target) {
            if had_old {
                fs::rename(&old, &self.target)?;
            }
            fs::remove_dir_all(&staged)?;
            return Err(error.into());
        }
        if had_old && let Err(error) = hand_over(&old, &self.target) {
            // Whatever is left of somebody's files must not go with the temporary folder.
            let _kept = aside.keep();
            return Err(error.into());
        }
        Ok(())
    }
}

/// Moves what an earlier result does not list into the new one.
fn hand_over(old: &Path, new: &Path) -> io::Result<()> {
    let listed = listed(old)?.unwrap_or_default();
    for name in files(old, Path::new(""))? {
        let (from, to) = (old.join(&name), new.join(&name));
        let is_ours = name == LIST_FILE || listed.contains(&name);
        if !is_ours && !to.exists() {
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::rename(from, to)?;
        }
    }
    Ok(())
}

/// Files below a folder, by their path from it with `/`.
fn files(folder: &Path, below: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(files(folder, &path)?);
        } else {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
    Ok(found)
}

/// What a result folder lists; `None` where it is none.
fn listed(folder: &Path) -> io::Result<Option<BTreeSet<String>>> {
    match fs::read_to_string(folder.join(LIST_FILE)) {
        Ok(text) => Ok(Some(text.lines().map(str::to_owned).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A list as it is written.
fn lines(names: &BTreeSet<String>) -> String {
    names.iter().flat_map(|name| [name.as_str(), "\n"]).collect()
}

fn has_entries(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn parent_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Writes one file whole or not at all; in a new, empty or earlier result folder it is listed.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = parent_of(path);
    let ours = if has_entries(&parent)? { listed(&parent)? } else { Some(BTreeSet::new()) };
    write_whole(path, bytes)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    if let (Some(mut names), Some(name)) = (ours, name)
        && names.insert(name)
    {
        write_whole(&parent.join(LIST_FILE), lines(&names).as_bytes())?;
    }
    Ok(())
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = parent_of(path);
    fs::create_dir_all(&parent)?;
    let mut file = tempfile::NamedTempFile::new_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(out: &Path, files: &[(&str, &str)]) -> Result<(), OutError> {
        let staging = Staging::new(out)?;
        for (name, text) in files {
            staging.add(name, text.as_bytes())?;
        }
        staging.commit()
    }

    #[test]
    fn a_folder_is_replaced_whole() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        for content in ["one", "two"] {
            let inner = format!("{content}/b.txt");
            write(&out, &[("a.txt", content), (inner.as_str(), "b")]).unwrap();
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

    #[test]
    fn nobodys_folder_is_touched() {
        let place = tempfile::tempdir().unwrap();
        let thesis = place.path().join("docs");
        fs::create_dir_all(thesis.join("deep")).unwrap();
        fs::write(thesis.join("deep/thesis.txt"), "years of work").unwrap();
        assert!(matches!(write(&thesis, &[("a.txt", "a")]), Err(OutError::NotOurs)));
        assert_eq!(fs::read(thesis.join("deep/thesis.txt")).unwrap(), b"years of work");
        let file = thesis.join("deep/thesis.txt");
        assert!(matches!(write(&file, &[("a.txt", "a")]), Err(OutError::IsAFile)));
        assert_eq!(fs::read(&file).unwrap(), b"years of work");
    }

    #[test]
    fn own_files_in_a_result_folder_stay() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        write(&out, &[("a.csv", "1"), ("gone.csv", "1")]).unwrap();
        fs::create_dir_all(out.join("mine")).unwrap();
        fs::write(out.join("mine/notes.xlsx"), "notes").unwrap();
        write(&out, &[("a.csv", "2")]).unwrap();
        assert_eq!(fs::read(out.join("mine/notes.xlsx")).unwrap(), b"notes");
        assert_eq!(fs::read(out.join("a.csv")).unwrap(), b"2");
        assert!(!out.join("gone.csv").exists());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn one_file_makes_a_result_folder_or_joins_one() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("out");
        write_file(&out.join("report.html"), b"old").unwrap();
        write(&out, &[("report.html", "new")]).unwrap();
        assert_eq!(fs::read(out.join("report.html")).unwrap(), b"new");
        let own = place.path().join("own");
        fs::create_dir(&own).unwrap();
        fs::write(own.join("mine.txt"), "mine").unwrap();
        write_file(&own.join("report.html"), b"new").unwrap();
        assert!(!own.join(LIST_FILE).exists(), "somebody's folder does not become ours");
        assert!(matches!(write(&own, &[("a", "a")]), Err(OutError::NotOurs)));
    }

    #[test]
    fn a_new_case_is_no_result_folder() {
        let place = tempfile::tempdir().unwrap();
        let case = place.path().join("case");
        let staging = Staging::new(&case).unwrap();
        staging.add("nanduti.toml", b"x").unwrap();
        staging.commit_new().unwrap();
        assert!(matches!(write(&case, &[("a", "a")]), Err(OutError::NotOurs)));
        assert!(case.join("nanduti.toml").exists());
    }
}
