//! Facts about the programme report: what it must hold and what it must never print.

mod markup;

use super::*;
use crate::sample;
use markup::{Element, elements};
use nanduti_model::{Outcome, PilotRole, SolveStatus};
use nanduti_pipeline::results::DataQuality;
use std::collections::BTreeSet;

fn both(results: &Results) -> [String; 2] {
    Language::ALL.map(|language| render_programme(results, language))
}

/// Every shape of result that must render.
fn shapes() -> Vec<(&'static str, Results)> {
    let one_workshop = sample::results(&[1]);
    let no_lots = {
        let mut results = sample::usual();
        results.lots.clear();
        if let Some(matching) = &mut results.matching {
            matching.lots.clear();
            matching.assigned.clear();
            matching.pairs.clear();
            matching.matched.iter_mut().for_each(|m| *m = false);
        }
        results
    };
    let empty_plans = {
        let mut results = sample::usual();
        for plan in results.plans.iter_mut().flat_map(|p| &mut p.plans) {
            plan.lines.clear();
        }
        results.simulation.iter_mut().for_each(|s| s.portfolios.clear());
        results.resources.clear();
        results.faults.clear();
        results.assumptions.clear();
        results.quality = DataQuality::default();
        results
    };
    vec![
        ("usual", sample::usual()),
        ("only the diagnosis", sample::diagnosis_only(&[60, 64, 24])),
        ("one workshop", one_workshop),
        ("no workshops", sample::results(&[0])),
        ("no clusters", sample::diagnosis_only(&[])),
        ("a cluster without workshops", sample::results(&[30, 0])),
        ("ten clusters", sample::results(&[9; 10])),
        ("no lots", no_lots),
        ("plans without lines", empty_plans),
    ]
}

#[track_caller]
fn check_markup(name: &str, html: &str) {
    assert!(!html.contains("<script"), "{name}: a script");
    assert!(!html.contains("http"), "{name}: an address");
    assert!(!html.contains("NaN") && !html.contains("inf%"), "{name}: a number that is none");
    let elements = elements(html);
    unique_ids(name, &elements);
    headings(name, &elements);
    images(name, html, &elements);
    for th in elements.iter().filter(|e| e.name == "th") {
        assert!(th.attribute("scope").is_some(), "{name}: th without scope: {th:?}");
    }
    references(name, &elements);
}

fn unique_ids(name: &str, elements: &[Element]) {
    let mut seen = BTreeSet::new();
    for id in elements.iter().filter_map(|e| e.attribute("id")) {
        assert!(seen.insert(id), "{name}: id {id} twice");
    }
}

/// Labels and uses point to something that is there.
fn references(name: &str, elements: &[Element]) {
    let ids: BTreeSet<&str> = elements.iter().filter_map(|e| e.attribute("id")).collect();
    for element in elements {
        let labels = element.attribute("aria-labelledby").unwrap_or_default().split_whitespace();
        let links = element.attribute("href").and_then(|h| h.strip_prefix('#')).into_iter();
        for id in labels.chain(links) {
            assert!(ids.contains(id), "{name}: nothing has the id {id}");
        }
    }
}

fn headings(name: &str, elements: &[Element]) {
    let levels: Vec<u8> = elements
        .iter()
        .filter(|e| e.name.len() == 2 && e.name.starts_with('h') && e.name != "hr")
        .filter_map(|e| e.name[1..].parse().ok())
        .collect();
    assert_eq!(levels[0], 1, "{name}: the first heading");
    assert!(!levels[1..].contains(&1), "{name}: more than one h1");
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{name}: from h{} to h{}", pair[0], pair[1]);
    }
}

fn images(name: &str, html: &str, elements: &[Element]) {
    for image in elements.iter().filter(|e| e.attribute("role") == Some("img")) {
        let rest = &html[image.end..];
        let text = |tag: &str| {
            let (_, after) = rest.split_once(&format!("<{tag} id=")).unwrap();
            let (_, after) = after.split_once('>').unwrap();
            after.split('<').next().unwrap().trim().to_owned()
        };
        assert!(rest.starts_with("<title id="), "{name}: an image without title");
        assert!(!text("title").is_empty(), "{name}: an empty title");
        assert!(!text("desc").is_empty(), "{name}: an empty description");
    }
}

#[test]
fn every_shape_of_result_renders_as_sound_markup() {
    for (name, results) in shapes() {
        for html in both(&results) {
            check_markup(name, &html);
        }
    }
}

#[test]
fn the_same_results_give_the_same_bytes() {
    assert_eq!(
        render_programme(&sample::usual(), Language::Es),
        render_programme(&sample::usual(), Language::Es)
    );
}

#[test]
fn what_is_private_to_a_workshop_reads_support() {
    let [es, en] = both(&sample::usual());
    assert!(es.contains("Apoyo en seguridad social"));
    assert!(en.contains("Support in seguridad social"));
    for html in [&es, &en] {
        // Minors and accidents are not even named.
        for name in ["dw08", "DW08", "dw12", "DW12"] {
            assert!(!html.contains(name), "{name}");
        }
        // Neither the indicator of a plan line nor a condition on formality.
        assert!(!html.contains("Personas con IPS"), "an indicator on formality");
        assert!(!html.contains("no tiene RUC") && !html.contains("it has no RUC"), "a condition");
    }
    assert!(es.contains("una condición que se conversa con quien dirige"));
    // No workshop is labelled mistrustful: trust is a reading of the territory.
    assert!(!es.contains("la confianza en dirigentes es todavía baja"));
    assert!(es.contains("los grupos se conversan por territorio"));
    assert!(es.contains("una pregunta reservada (derivación)"));
}

#[test]
fn stamps_say_proposal_and_synthetic_everywhere() {
    let mut results = sample::usual();
    let html = render_programme(&results, Language::Es);
    let n_sheets = html.matches("<article").count();
    assert_eq!(html.matches("sello-propuesta\">PROPUESTA").count(), n_sheets + 1);
    assert_eq!(html.matches("sello-sintetico\">SINTÉTICO").count(), n_sheets + 1);
    results.meta.synthetic = false;
    let html = render_programme(&results, Language::Es);
    assert!(!html.contains("SINTÉTICO") && !html.contains("Sintético"));
    assert!(html.contains("PROPUESTA"));
}

#[test]
fn nothing_is_called_optimal_that_was_not_proved() {
    let mut results = sample::usual();
    let unproved = Outcome {
        status: SolveStatus::Limit("bundles".into()),
        value: 1.0,
        bound: None,
        method: "búsqueda".into(),
    };
    results.matching.iter_mut().for_each(|m| m.outcome = unproved.clone());
    let html = render_programme(&results, Language::Es);
    assert!(html.contains("margen del óptimo desconocido: no hay cota"));
    assert!(html.contains("se llegó a un límite (combinaciones de un taller)"));
    assert!(html.contains("pilotos, margen del óptimo menor que 0,1\u{a0}%, probado"));
    assert!(!html.contains("es óptim"));
}

#[test]
fn what_an_engine_did_not_compute_is_left_out() {
    let html = render_programme(&sample::diagnosis_only(&[60, 64, 24]), Language::Es);
    for word in ["Simulación", "Propuestos", "Lotes", "Regla de equidad y", "Capacidad que usa"] {
        assert!(!html.contains(word), "{word}");
    }
    assert!(html.contains("Así están 148 talleres en 3 clústeres"));
}

#[test]
fn an_interval_that_holds_zero_cannot_be_told_apart() {
    let html = render_programme(&sample::usual(), Language::Es);
    assert!(html.contains("Asociatividad: no se puede distinguir de no hacer nada (14 de 20)"));
    assert!(html.contains("no se puede distinguir de: reparto igual y regla simple"));
    assert!(html.contains("sin registro"));
}

#[test]
fn empty_states_say_what_whether_valid_and_what_would_change_it() {
    for (name, results) in shapes() {
        if !matches!(name, "no lots" | "plans without lines" | "a cluster without workshops") {
            continue;
        }
        let html = render_programme(&results, Language::Es);
        assert!(html.contains("válid"), "{name}");
        assert!(html.contains("cambiaría"), "{name}");
    }
}

#[test]
fn lists_are_in_cluster_then_code_order() {
    let results = sample::usual();
    let html = render_programme(&results, Language::Es);
    let pilots = results.pilots.as_ref().unwrap();
    for cluster in 0..results.clusters().len() {
        let mut codes: Vec<String> = pilots
            .with_role(PilotRole::Pilot)
            .filter(|c| c.cluster == cluster)
            .map(|c| c.workshop_id.to_string())
            .collect();
        codes.sort();
        let places: Vec<usize> =
            codes.iter().map(|code| html.find(code.as_str()).unwrap()).collect();
        assert!(places.is_sorted(), "{codes:?}");
    }
    // The third cluster's codes come first in the alphabet and last on the page.
    assert!(html.find("NOR-001").unwrap() < html.find("AES-001").unwrap());
}

#[test]
fn long_lists_are_cut_with_their_count() {
    let mut results = sample::usual();
    let (lot, outcome) = {
        let matching = results.matching.as_ref().unwrap();
        (results.lots[0].clone(), matching.lots[0].clone())
    };
    for i in 0..500 {
        let mut lot = lot.clone();
        lot.id = format!("ZZ-{i:04}").as_str().into();
        let mut outcome = outcome.clone();
        outcome.lot = results.lots.len();
        results.lots.push(lot);
        results.matching.as_mut().unwrap().lots.push(outcome);
    }
    let html = render_programme(&results, Language::Es);
    assert!(html.contains("y 452 más, en la tabla «lots» de los resultados"));
    assert!(html.contains("512 lotes"));
}

#[test]
fn text_of_the_case_cannot_break_the_page() {
    let mut results = sample::usual();
    let nasty = "</style><script>\"x\\\n& 'y'";
    results.meta.title = sample::label(nasty, nasty);
    results.population.clusters[0].name = sample::label(nasty, nasty);
    results.meta.referral = nasty.into();
    let nasty_source = format!("{nasty} HTTPS://example.org");
    results.assumptions[0].text = sample::label(&nasty_source, &nasty_source);
    for html in both(&results) {
        assert!(!html.contains("<script"));
        assert_eq!(html.matches("</style>").count(), 1);
        check_markup("nasty", &html);
    }
}

#[test]
fn a_hundred_thousand_workshops_make_a_page_of_ordinary_size() {
    let results = sample::results(&[50_000, 40_000, 10_000]);
    let html = render_programme(&results, Language::Es);
    assert!(html.len() < 2_000_000, "{}", html.len());
}

/// Writes the sample reports where `NANDUTI_SAMPLE` names a folder, to be looked at.
#[test]
fn the_sample_can_be_looked_at() {
    let Some(folder) = std::env::var_os("NANDUTI_SAMPLE") else { return };
    let folder = std::path::PathBuf::from(folder);
    for (name, results) in shapes() {
        let name = name.replace(' ', "_");
        for (language, html) in ["es", "en"].iter().zip(both(&results)) {
            std::fs::write(folder.join(format!("{name}.{language}.html")), html).unwrap();
        }
    }
}
