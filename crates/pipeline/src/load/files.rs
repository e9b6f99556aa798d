//! Reads the files of a case folder and remembers their hashes.

use nanduti_model::{Fault, FaultCode, Place};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Largest file that is read, bytes: a survey of a million workshops is about half of it.
const LARGEST_FILE: u64 = 4 << 30;

/// A case folder and the hashes of what was read from it.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    hashes: BTreeMap<String, String>,
}

impl Folder {
    /// A folder; nothing is read yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), hashes: BTreeMap::new() }
    }

    /// Where it lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a file is there.
    pub fn has(&self, name: &str) -> bool {
        self.root.join(name).is_file()
    }

    /// Reads a file named relative to the folder; names that climb out of it are refused.
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        let path = Path::new(name);
        let inside =
            path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let place = || Place::file(name);
        if !inside {
            return Err(Fault::new(FaultCode::FileUnreadable, place())
                .with("reason", "the name leaves the case folder"));
        }
        let full = self.root.join(path);
        let missing = || Fault::new(FaultCode::FileMissing, place()).with("path", name);
        let file = fs::File::open(&full).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => missing(),
            _ => Fault::new(FaultCode::FileUnreadable, place()).with("reason", error),
        })?;
        let size = file.metadata().map(|m| if m.is_dir() { u64::MAX } else { m.len() });
        match size {
            Ok(u64::MAX) => return Err(missing()),
            Ok(n) if n > LARGEST_FILE => {
                return Err(Fault::new(FaultCode::FileTooLarge, place())
                    .with("limit", format!("{} GB", LARGEST_FILE >> 30)));
            }
            _ => {}
        }
        let mut bytes = Vec::new();
        file.take(LARGEST_FILE).read_to_end(&mut bytes).map_err(|error| {
            Fault::new(FaultCode::FileUnreadable, place()).with("reason", error)
        })?;
        self.hashes.insert(name.to_owned(), hash(&bytes));
        Ok(bytes)
    }

    /// Hashes of everything read, by name.
    pub fn hashes(&self) -> &BTreeMap<String, String> {
        &self.hashes
    }
}

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
