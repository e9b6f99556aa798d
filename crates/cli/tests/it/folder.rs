//! A copy of the local fixture that a test may spoil, and the binary run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A case folder of its own.
pub(crate) struct Folder {
    place: TempDir,
}

/// What a run printed and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The fixture of the repository.
pub(crate) fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/local")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            if entry.file_name() != "out" {
                copy(&entry.path(), &target);
            }
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Folder {
    /// A copy of the local fixture with few futures, reading the CSV export.
    pub(crate) fn local() -> Self {
        let place = tempfile::tempdir().unwrap();
        copy(&fixture(), place.path());
        let folder = Self { place };
        folder.edit("policy.toml", "draws = 1000", "draws = 40");
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Replaces a text that must be there.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not hold «{from}»");
        self.write(name, text.replace(from, to));
    }

    /// Runs the binary with this folder as the case.
    pub(crate) fn nanduti(&self, arguments: &[&str]) -> Ran {
        let mut with_case: Vec<&str> = vec![arguments[0]];
        let case = self.place.path().to_str().unwrap();
        with_case.push(case);
        with_case.extend(&arguments[1..]);
        nanduti(&with_case)
    }

    /// Rows of a result table by column name.
    pub(crate) fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        rows(&self.read(&format!("out/{name}.csv")), b',')
    }

    /// Changes cells of the survey: `change(header, row number from 0, cell)`.
    pub(crate) fn edit_survey(&self, mut change: impl FnMut(&str, usize, &mut String)) {
        let text = self.read("survey.csv");
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        for (i, record) in reader.records().enumerate() {
            let record = record.unwrap();
            let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
            for (cell, name) in cells.iter_mut().zip(&header) {
                change(name.rsplit('/').next().unwrap_or(name), i, cell);
            }
            writer.write_record(&cells).unwrap();
        }
        self.write("survey.csv", writer.into_inner().unwrap());
    }
}

/// Rows of a CSV text by column name.
pub(crate) fn rows(text: &str, separator: u8) -> Vec<BTreeMap<String, String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|r| {
            let record = r.unwrap();
            header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        })
        .collect()
}

/// Runs the binary.
pub(crate) fn nanduti(arguments: &[&str]) -> Ran {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_nanduti")).args(arguments).output().unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Every file under a folder with its bytes.
pub(crate) fn all_files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap().flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(folder).unwrap().to_owned();
                found.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}
