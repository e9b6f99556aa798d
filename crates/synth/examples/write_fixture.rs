//! Writes the data files of the synthetic case to a folder:
//! `cargo run -p nanduti-synth --example write_fixture -- FOLDER [WORKSHOPS] [SEED]`.

use nanduti_synth::{SynthSettings, case_file_names, generate, write_case_file};
use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name the folder to write to")?);
    let mut settings = SynthSettings::default();
    if let Some(workshops) = arguments.next() {
        settings.workshops = workshops.parse()?;
    }
    if let Some(seed) = arguments.next() {
        settings.seed = seed.parse()?;
    }
    let case = generate(settings);
    for name in case_file_names(&case) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        let mut out = BufWriter::new(fs::File::create(&path)?);
        write_case_file(&case, name, &mut out)?;
        out.flush()?;
    }
    Ok(())
}
