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

    /// Whether the folder is there and is a folder.
    pub fn exists(&self) -> bool {
        self.root.is_dir()
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
            return Err(Fault::new(FaultCode::OutsideFolder, place()).with("path", name));
        }
        let unreadable = |error: std::io::Error| unreadable(name, &error);
        let path = self.root.join(path);
        refuse_special(&path).map_err(unreadable)?;
        let file = fs::File::open(path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if metadata.is_dir() {
            return Err(Fault::new(FaultCode::IsAFolder, place()).with("path", name));
        }
        if metadata.len() > LARGEST_FILE {
            return Err(Fault::new(FaultCode::FileTooLarge, place())
                .with("limit", format!("{} GB", LARGEST_FILE >> 30)));
        }
        let mut bytes = Vec::new();
        file.take(LARGEST_FILE).read_to_end(&mut bytes).map_err(unreadable)?;
        self.hashes.insert(name.to_owned(), hash(&bytes));
        Ok(bytes)
    }

    /// Keeps the hash of what was read elsewhere and counts as an input.
    pub fn remember(&mut self, name: &str, bytes: &[u8]) {
        self.hashes.insert(name.to_owned(), hash(bytes));
    }

    /// Hashes of everything read, by name.
    pub fn hashes(&self) -> &BTreeMap<String, String> {
        &self.hashes
    }
}

/// Reads a file that people name on the command line.
///
/// # Errors
/// What the disk says; a pipe or a device, which may never end, is refused before it is opened.
pub fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    refuse_special(path)?;
    fs::read(path)
}

/// An error where a path is neither a file nor a folder.
fn refuse_special(path: &Path) -> std::io::Result<()> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_file() || kind.is_dir() {
        return Ok(());
    }
    Err(std::io::Error::from(std::io::ErrorKind::Unsupported))
}

/// The fault of a file that cannot be opened or read, with its cause as a word: what the
/// operating system says is in its own language.
pub fn unreadable(name: &str, error: &std::io::Error) -> Fault {
    use std::io::ErrorKind;
    let place = Place::file(name);
    let reason = match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            return Fault::new(FaultCode::FileMissing, place).with("path", name);
        }
        ErrorKind::IsADirectory => {
            return Fault::new(FaultCode::IsAFolder, place).with("path", name);
        }
        ErrorKind::PermissionDenied => "permission",
        ErrorKind::Unsupported => "not_a_file",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "name",
        _ => "disk",
    };
    Fault::new(FaultCode::FileUnreadable, place).with("reason", reason)
}

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
