//! New cases: commented templates, and whole synthetic cases of any size.

use crate::load::policy::DEFAULT_POLICY;
use crate::out::OutError;
use crate::truth::{LATENT_FILE, TRUTH_FILE, write_truth};
use nanduti_model::Resource;
use nanduti_synth::{
    Cluster, FormSpec, PUBLISHED_WORKSHOPS, SynthError, SynthSettings, case_file_names, generate,
    truth_csv, write_case_file, write_xlsform,
};
use std::fmt::Write as _;
use std::io::Write;
use thiserror::Error;

const CASE: &str = include_str!("../templates/nanduti.toml");
const CAPACITY: &str = include_str!("../templates/capacity.toml");
/// What stands before the first cohort's capacity in a new case.
const EXAMPLE: &str = "\
# EJEMPLO: todas las cantidades de este archivo son las de la primera cohorte. Cambie cada una, y
# su fuente, por lo que hay en su programa; `nanduti check` dice cuántas siguen siendo del ejemplo.
#
";
pub(crate) const PRODUCTS: &str = include_str!("../templates/products.toml");
const REFERRAL: &str = include_str!("../templates/referral.md");
const MAPPING: &str = include_str!("../templates/mapping.toml");

const LEAD_FIRMS: &str = "id,name,latitude,longitude,staff_hours_month\n";
const LOTS: &str = "id,lead_firm,product,pieces,start,due,price,min_batch,max_suppliers,\
                    max_rework,min_on_time,invoice,max_distance\n";
const TIES: &str = "a,b,kind,strength\n";
const VISITS: &str = "workshop,date,willing,consent,pieces_week,product_confirmed,visitor,note\n";
const NOTES: &str = "cluster,criterion,stance,date,author,reason\n";
const DECISIONS: &str = "workshop,decision,reason,acta\n";

/// A case folder that could not be written.
#[derive(Debug, Error)]
pub enum CaseWriteError {
    /// The disk said no.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// The folder is not free.
    #[error(transparent)]
    Folder(#[from] OutError),
    /// A generated file could not be made.
    #[error(transparent)]
    Synthetic(#[from] SynthError),
}

/// Workshops of the three clusters the programme counted; other sizes scale from it.
pub const LOCAL_WORKSHOPS: u32 = PUBLISHED_WORKSHOPS as u32;

/// What the policy of that size asks for: [`DEFAULT_POLICY`].
const LOCAL_PILOTS: u32 = 15;
const LOCAL_RESERVES: u32 = 3;
const LOCAL_PRESELECTION: u32 = 36;
const LOCAL_MIN_PER_CLUSTER: u32 = 4;

/// The files of an empty case: templates in Spanish and the garment questionnaire.
pub fn empty_case() -> Result<Vec<(String, Vec<u8>)>, SynthError> {
    let text = |name: &str, content: &str| (name.to_owned(), content.as_bytes().to_vec());
    Ok(vec![
        text("nanduti.toml", CASE),
        ("form.xlsx".to_owned(), write_xlsform(&FormSpec::builtin())?),
        text("mapping.toml", MAPPING),
        text("products.toml", PRODUCTS),
        text("lead_firms.csv", LEAD_FIRMS),
        text("lots.csv", LOTS),
        text("ties.csv", TIES),
        text("capacity.toml", &format!("{EXAMPLE}{CAPACITY}")),
        text("policy.toml", DEFAULT_POLICY),
        text("referral.md", REFERRAL),
        text("visits.csv", VISITS),
        text("decisions.csv", DECISIONS),
        text("evidence/notes.csv", NOTES),
    ])
}

/// Resources that still have the amount and the source of the template: how many.
pub fn unchanged_amounts(resources: &[Resource]) -> usize {
    let is_unchanged = |resource: &&Resource| {
        CAPACITY.split("[[resource]]").skip(1).any(|block| {
            block.contains(&format!("id = \"{}\"", resource.id))
                && block.contains(&format!("\"{}\"", resource.source.text.es))
                && resource.amounts.iter().all(|amount| template_figures(block).contains(amount))
        })
    };
    resources.iter().filter(is_unchanged).count()
}

/// The numbers of the line `amount = …` or `amounts = …` of a resource of the template.
fn template_figures(block: &str) -> Vec<f64> {
    block
        .lines()
        .filter(|line| line.starts_with("amount"))
        .flat_map(|line| line.split(|c: char| !c.is_ascii_digit()))
        .filter_map(|figure| figure.parse().ok())
        .collect()
}

/// Fills a file of a case.
pub type Fill<'a> = &'a mut dyn FnMut(&mut dyn Write) -> Result<(), SynthError>;

/// The seed of a synthetic case when none is given: that of the shipped fixture.
pub fn default_seed() -> u64 {
    SynthSettings::default().seed
}

/// Writes every file of a synthetic case of `n_workshops`, labelled synthetic: `write` is given a
/// name and a function that fills the file. With `truth`, what is true of its workshops is written
/// beside it; the other files are the same bytes with and without.
///
/// Capacity, pilots, firms and lots grow with the number of workshops, so that a case of ten
/// times the size asks the same question ten times.
pub fn synthetic_case(
    n_workshops: u32,
    seed: u64,
    truth: bool,
    write: &mut dyn FnMut(&str, Fill) -> Result<(), CaseWriteError>,
) -> Result<(), CaseWriteError> {
    for (name, bytes) in synthetic_configs(n_workshops, seed) {
        write(name, &mut |out| {
            out.write_all(bytes.as_bytes())
                .map_err(|source| SynthError::Write { file: name.to_owned(), source })
        })?;
    }
    let case = generate(SynthSettings { workshops: n_workshops as usize, seed });
    for name in case_file_names(&case) {
        write(name, &mut |out| write_case_file(&case, name, out))?;
    }
    if truth {
        write(TRUTH_FILE, &mut |out| write_truth(&case, out))?;
        write(LATENT_FILE, &mut |out| {
            out.write_all(truth_csv(&case).as_bytes())
                .map_err(|source| SynthError::Write { file: LATENT_FILE.to_owned(), source })
        })?;
    }
    Ok(())
}

fn synthetic_configs(n_workshops: u32, seed: u64) -> Vec<(&'static str, String)> {
    let factor = f64::from(n_workshops) / f64::from(LOCAL_WORKSHOPS);
    let case = CASE
        .replace("\"mi-caso\"", "\"sintetico\"")
        .replace("es = \"Talleres de confección\"", "es = \"SINTÉTICO: talleres de confección\"")
        .replace("en = \"Garment workshops\"", "en = \"SYNTHETIC: garment workshops\"")
        .replace("seed = 20261124", &format!("seed = {seed}"))
        .replace("synthetic = false", "synthetic = true ")
        .replace(
            "{ es = \"\", en = \"\" }",
            "{ es = \"marzo a agosto de 2026\", en = \"March to August 2026\" }",
        )
        .replace("mapping = \"mapping.toml\"", "# mapping = \"mapping.toml\"")
        .replace("visits = \"visits.csv\"", "# visits = \"visits.csv\"")
        .replace("decisions = \"decisions.csv\"", "# decisions = \"decisions.csv\"")
        .replace("notes = \"evidence/notes.csv\"", "# notes = \"evidence/notes.csv\"")
        .replace(
            "referral = \"referral.md\" ",
            "sealed_disputes = \"sealed/disputes.csv\"\nsealed_trust = \"sealed/trust.csv\"\n\
             referral = \"referral.md\" ",
        );
    vec![
        ("nanduti.toml", case),
        ("products.toml", PRODUCTS.to_owned()),
        ("capacity.toml", scale_lines(CAPACITY, &["amount", "amounts"], factor)),
        ("policy.toml", synthetic_policy(factor)),
        ("referral.md", REFERRAL.replace("____________________", "persona SINTÉTICA (CODENI)")),
    ]
}

/// The policy with its numbers of workshops scaled. A small case asks no cluster for more pilots
/// than its share of them, and visits at least its pilots and reserves.
fn synthetic_policy(factor: f64) -> String {
    let scaled = |n: u32| (f64::from(n) * factor).round().max(1.0) as u32;
    let (pilots, reserves) = (scaled(LOCAL_PILOTS), scaled(LOCAL_RESERVES));
    let preselection = scaled(LOCAL_PRESELECTION).max(pilots + reserves);
    let per_cluster = LOCAL_MIN_PER_CLUSTER.min(pilots / Cluster::ALL.len() as u32);
    [
        ("pilots", LOCAL_PILOTS, pilots),
        ("reserves", LOCAL_RESERVES, reserves),
        ("preselection", LOCAL_PRESELECTION, preselection),
        ("min_per_cluster", LOCAL_MIN_PER_CLUSTER, per_cluster),
    ]
    .into_iter()
    .fold(DEFAULT_POLICY.to_owned(), |text, (key, from, to)| {
        text.replace(&format!("\n{key} = {from} "), &format!("\n{key} = {to} "))
    })
}

/// Multiplies the numbers of lines `key = …` outside texts and comments, rounding to whole
/// numbers of at least 1 where they were above 0.
fn scale_lines(text: &str, keys: &[&str], factor: f64) -> String {
    let scaled = |line: &str| {
        let key = line.split('=').next().unwrap_or("").trim();
        if factor == 1.0 || !keys.contains(&key) {
            return line.to_owned();
        }
        let (head, tail) = line.split_once('=').unwrap_or((line, ""));
        let (value, comment) = tail.split_once('#').unwrap_or((tail, ""));
        let mut out = format!("{head}=");
        let mut digits = String::new();
        for c in value.chars().chain(std::iter::once('\n')) {
            if c.is_ascii_digit()
                || (c == '.' && !digits.is_empty())
                || (c == '_' && !digits.is_empty())
            {
                digits.push(c);
                continue;
            }
            if !digits.is_empty() {
                let number: f64 = digits.replace('_', "").parse().unwrap_or(0.0);
                let scaled = if number > 0.0 { (number * factor).round().max(1.0) } else { 0.0 };
                let _ = write!(out, "{scaled:.0}");
                digits.clear();
            }
            if c != '\n' {
                out.push(c);
            }
        }
        if comment.is_empty() { out } else { format!("{out}#{comment}") }
    };
    let mut lines: Vec<String> = text.lines().map(scaled).collect();
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_the_template_are_counted_until_they_change() {
        let clusters: Vec<nanduti_model::Cluster> = ["pilar", "yaguaron", "mra"]
            .map(|id| nanduti_model::Cluster {
                id: id.into(),
                name: nanduti_model::Label { es: id.to_owned(), en: id.to_owned() },
            })
            .to_vec();
        let load = crate::load::catalogue::load_capacity;
        let (resources, faults, _) = load(CAPACITY, "capacity.toml", &clusters);
        assert!(faults.is_empty(), "{faults:?}");
        let mut resources = resources.unwrap();
        let n = resources.len();
        assert_eq!(unchanged_amounts(&resources), n);
        resources[0].amounts[0] += 1.0;
        resources[1].source.text.es.push_str(", confirmado");
        assert_eq!(unchanged_amounts(&resources), n - 2);
    }

    #[test]
    fn a_small_case_asks_for_no_more_than_it_has() {
        assert_eq!(synthetic_policy(1.0), DEFAULT_POLICY);
        let figures = |factor: f64| {
            let text = synthetic_policy(factor);
            ["pilots", "reserves", "preselection", "min_per_cluster"].map(|key| {
                let line = text.lines().find(|line| line.starts_with(&format!("{key} ="))).unwrap();
                line.split(['=', '#']).nth(1).unwrap().trim().parse::<u32>().unwrap()
            })
        };
        assert_eq!(figures(50.0 / 372.0), [2, 1, 5, 0]);
        assert_eq!(figures(1.0 / 372.0), [1, 1, 2, 0]);
        assert_eq!(figures(10.0), [150, 30, 360, 4]);
    }

    #[test]
    fn scaling_touches_only_the_named_numbers() {
        let text = "pilots = 15  # 15 + 3\namounts = { a = 1_000, b = 0 }\nother = 7\n";
        assert_eq!(
            scale_lines(text, &["pilots", "amounts"], 10.0),
            "pilots = 150  # 15 + 3\namounts = { a = 10000, b = 0 }\nother = 7\n"
        );
    }
}
