//! The data files of a synthetic case, as a case folder names them.

use crate::case::SyntheticCase;
use crate::demand::SyntheticLot;
use crate::error::SynthError;
use crate::kobo::{MAX_XLSX_WORKSHOPS, write_kobo_csv, write_kobo_xlsx};
use crate::products::PRODUCTS;
use crate::ties::{SealedPair, TiePartner};
use crate::xlsform::write_xlsform;
use nanduti_model::DistanceBand;
use std::fmt::Display;
use std::fmt::Write as _;
use std::io::Write;

/// Names of the data files of a case, in writing order. `survey.xlsx` is left out above
/// [`MAX_XLSX_WORKSHOPS`].
pub fn case_file_names(case: &SyntheticCase) -> Vec<&'static str> {
    let small = case.workshops.len() <= MAX_XLSX_WORKSHOPS;
    ["survey.xlsx"]
        .into_iter()
        .filter(|_| small)
        .chain([
            "survey.csv",
            "form.xlsx",
            "lead_firms.csv",
            "lots.csv",
            "ties.csv",
            "sealed/disputes.csv",
            "sealed/trust.csv",
        ])
        .collect()
}

/// Writes one data file; the survey goes out a few thousand rows at a time, so that a million
/// workshops need no more memory than their truth.
pub fn write_case_file(
    case: &SyntheticCase,
    name: &str,
    out: &mut dyn Write,
) -> Result<(), SynthError> {
    let failed = |source| SynthError::Write { file: name.to_owned(), source };
    let bytes = match name {
        "survey.csv" => return write_kobo_csv(case, out).map_err(failed),
        "survey.xlsx" => write_kobo_xlsx(case)?,
        "form.xlsx" => write_xlsform(&case.form)?,
        "lead_firms.csv" => lead_firms(case).into_bytes(),
        "lots.csv" => lots(case).into_bytes(),
        "ties.csv" => ties(case).into_bytes(),
        "sealed/disputes.csv" => pairs(case, &case.disputes).into_bytes(),
        "sealed/trust.csv" => pairs(case, &case.trust).into_bytes(),
        _ => return Err(SynthError::NoSuchFile { file: name.to_owned() }),
    };
    out.write_all(&bytes).map_err(failed)
}

/// All data files in memory, as paths in the case folder and their bytes.
pub fn case_files(case: &SyntheticCase) -> Result<Vec<(String, Vec<u8>)>, SynthError> {
    case_file_names(case)
        .into_iter()
        .map(|name| {
            let mut bytes = Vec::new();
            write_case_file(case, name, &mut bytes)?;
            Ok((name.to_owned(), bytes))
        })
        .collect()
}

/// The truth behind the interviews as CSV: one row per workshop with latent factors and the values
/// before non-response. For studies of the engines; never part of a case folder.
pub fn truth_csv(case: &SyntheticCase) -> String {
    let mut text = String::from(
        "workshop,cluster,anchored,productivity,formality,digital,associativity,decent_work,\
         willingness,people,women,ips,hours,efficiency,rework,on_time,ruc,passes_gate\n",
    );
    for (index, w) in case.workshops.iter().enumerate() {
        let f = &w.factors;
        line(
            &mut text,
            &[
                &case.code(index),
                &w.cluster.option(),
                &w.anchored,
                &f.productivity,
                &f.formality,
                &f.digital,
                &f.associativity,
                &f.decent_work,
                &f.willingness,
                &w.people,
                &w.women,
                &w.papers.ips,
                &w.hours,
                &w.work.efficiency,
                &w.work.rework,
                &w.work.on_time,
                &w.papers.ruc,
                &w.passes_gate(),
            ],
        );
    }
    text
}

/// One CSV line; no value here holds a comma or a quote.
fn line(text: &mut String, cells: &[&dyn Display]) {
    for (at, cell) in cells.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        write!(text, "{comma}{cell}").expect("a string takes all text");
    }
    text.push('\n');
}

fn lead_firms(case: &SyntheticCase) -> String {
    let mut text = String::from("id,name,latitude,longitude,staff_hours_month\n");
    for firm in &case.firms {
        let (latitude, longitude) = firm.position;
        line(&mut text, &[&firm.id, &firm.name, &latitude, &longitude, &firm.staff_hours_month]);
    }
    text
}

fn lots(case: &SyntheticCase) -> String {
    let mut text = String::from(
        "id,lead_firm,product,pieces,start,due,price,min_batch,max_suppliers,max_rework,\
         min_on_time,invoice,max_distance\n",
    );
    for lot in &case.lots {
        line(
            &mut text,
            &[
                &lot.id,
                &case.firms[lot.firm].id,
                &PRODUCTS[lot.product],
                &lot.pieces,
                &lot.start,
                &lot.due,
                &lot.price,
                &lot.min_batch,
                &optional(lot.max_suppliers),
                &optional(lot.max_rework),
                &optional(lot.min_on_time),
                &if lot.invoice { "yes" } else { "no" },
                &distance(lot),
            ],
        );
    }
    text
}

fn optional(value: Option<u32>) -> String {
    value.map_or_else(String::new, |x| x.to_string())
}

fn distance(lot: &SyntheticLot) -> &'static str {
    match lot.max_distance {
        Some(DistanceBand::To5) => "5",
        Some(DistanceBand::To20) => "20",
        Some(DistanceBand::To50) => "50",
        Some(DistanceBand::Beyond) | None => "any",
    }
}

fn ties(case: &SyntheticCase) -> String {
    let codes = case.codes();
    let mut text = String::from("a,b,kind,strength\n");
    for tie in &case.ties {
        let b = match tie.b {
            TiePartner::Firm(firm) => &case.firms[firm].id,
            TiePartner::Workshop(other) => &codes[other],
        };
        line(&mut text, &[&codes[tie.a], b, &tie.kind, &tie.strength]);
    }
    text
}

fn pairs(case: &SyntheticCase, pairs: &[SealedPair]) -> String {
    let mut text = String::from("a,b\n");
    for pair in pairs {
        line(&mut text, &[&case.code(pair.a), &case.code(pair.b)]);
    }
    text
}
