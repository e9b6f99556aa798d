//! A small, rich, hand-made result to drive tests of the documents. All figures are invented.

mod demand;
mod diagnosis;
mod futures;
mod instrument;
mod people;
mod planning;

use jiff::civil::date;
use nanduti_model::{
    AssumedFigure, Assumption, CaseMeta, Fault, FaultCode, Label, Missing, Place, QuestionId,
};
use nanduti_pipeline::results::{DataQuality, QuestionQuality, Results, RunRecord, WouldBeLost};
use nanduti_pipeline::uncertainty::Certainty;
use nanduti_stats::Key;

/// A label in both languages.
pub(crate) fn label(es: &str, en: &str) -> Label {
    Label { es: es.to_owned(), en: en.to_owned() }
}

/// A keyed random number in 0–1.
fn chance(what: &str, a: usize, b: usize) -> f64 {
    Key::new(11, what).at(a as u64).at(b as u64).uniform()
}

/// Everything ran, over clusters of these sizes.
pub(crate) fn results(sizes: &[usize]) -> Results {
    let instrument = instrument::instrument();
    let population = people::population(sizes);
    let diagnosis = diagnosis::diagnosis(&instrument, &population);
    let policy = planning::policy();
    let catalogue = planning::catalogue();
    let resources = planning::resources(sizes.len());
    let pilots = planning::pilots(&population, &policy);
    let plans = planning::plans(&population, &pilots, &catalogue, &resources);
    let (products, firms, lots) = demand::demand();
    let matching = demand::matching(&population, &lots);
    let simulation = futures::simulation(sizes.len());
    let quality = quality(&instrument.questions, sizes);
    Results {
        record: RunRecord {
            version: "0.1.0".into(),
            target: "x86_64".into(),
            seed: 20_261_124,
            short: "3f9a61c2".into(),
            instrument: "b07e".into(),
            ..RunRecord::default()
        },
        meta: CaseMeta {
            id: "muestra".into(),
            title: label(
                "Talleres de confección de la muestra, cohorte 2027",
                "Garment workshops of the sample, cohort 2027",
            ),
            start: date(2027, 1, 1),
            seed: 20_261_124,
            synthetic: true,
            referral: "la Consejería municipal".into(),
            survey_period: label("marzo a agosto de 2026", "March to August 2026"),
        },
        instrument,
        form_words: nanduti_model::FormWords::default(),
        population,
        products,
        firms,
        lots,
        catalogue,
        resources,
        policy,
        faults: faults(),
        assumptions: assumptions(),
        quality,
        diagnosis,
        associativity: Vec::new(),
        notes: Vec::new(),
        instrument_quality: std::sync::OnceLock::new(),
        matching: Some(matching),
        pilots: Some(pilots),
        plans: Some(plans),
        certainty: Certainty::default(),
        survey: None,
        counting: None,
        simulation: Some(simulation),
    }
}

/// The usual case: three clusters.
pub(crate) fn usual() -> Results {
    results(&[60, 64, 24])
}

/// Only the diagnosis ran.
pub(crate) fn diagnosis_only(sizes: &[usize]) -> Results {
    Results { matching: None, pilots: None, plans: None, simulation: None, ..results(sizes) }
}

fn quality(questions: &[nanduti_model::Question], sizes: &[usize]) -> DataQuality {
    let question = |(i, q): (usize, &nanduti_model::Question)| {
        let missing: Vec<[u32; Missing::ALL.len()]> = sizes
            .iter()
            .enumerate()
            .map(|(c, &n)| {
                let of = |k: usize| (chance("missing", i * 31 + c, k) * 0.04 * n as f64) as u32;
                [0, of(1), of(2), of(3), of(4), of(5), 0]
            })
            .collect();
        let answered = sizes
            .iter()
            .zip(&missing)
            .map(|(&n, m)| (n as u32).saturating_sub(m.iter().sum()))
            .collect();
        QuestionQuality { question: QuestionId::from(q.id.as_str()), answered, missing }
    };
    let mut would_be_lost = Vec::new();
    for (cluster, &n) in sizes.iter().enumerate() {
        for (group, part) in [("all", 1.0), ("women_led", 0.5), ("both", 0.1), ("micro", 0.4)] {
            let n = (n as f64 * part) as u32;
            would_be_lost.push(WouldBeLost {
                group: group.into(),
                cluster,
                n,
                n_lost: n / 9 + u32::from(group == "micro"),
            });
        }
    }
    DataQuality {
        n_submissions: sizes.iter().sum::<usize>() as u32 + 4,
        n_without_consent: 4,
        questions: questions.iter().enumerate().map(question).collect(),
        availability: sizes.iter().map(|_| Some(0.91)).collect(),
        would_be_lost,
        contact_columns: 4,
        contact_cells: 560,
        n_contradictions: 9,
    }
}

fn faults() -> Vec<Fault> {
    let at = |column: &str, number: u32, row: u32| {
        Place::file("survey.csv").at_row(row).in_column(column, Some(number))
    };
    let mut faults: Vec<Fault> = (0..50)
        .map(|i| Fault::new(FaultCode::CellNotANumber, at("produccion/pr07_rework", 6, 12 + i)))
        .collect();
    faults.extend(
        (0..3).map(|i| {
            Fault::new(FaultCode::CellOutOfRange, at("trabajo/dw08_accidents", 31, 40 + i))
        }),
    );
    faults.extend((0..4).map(|i| {
        Fault::new(FaultCode::Contradiction, at("produccion/pr01_workers", 4, 60 + i))
            .with("rule", "more_women_than_people")
    }));
    faults
}

fn assumptions() -> Vec<Assumption> {
    let assumption = |place: &str, figure, es: &str, en: &str| Assumption {
        place: place.into(),
        figure,
        text: label(es, en),
    };
    vec![
        assumption(
            "policy.toml · plans",
            AssumedFigure::PlanLimits,
            "supuesto: 10 % de los minutos queda para aprender",
            "assumption: 10 % of the minutes is left for learning",
        ),
        assumption(
            "interventions.toml · intervention[3]",
            AssumedFigure::Intervention("I04".into()),
            "supuesto: 20 horas por taller, ver https://example.org",
            "assumption: 20 hours a workshop, see https://example.org",
        ),
        assumption(
            "instrument.toml · levels",
            AssumedFigure::LevelCuts,
            "supuesto: cortes de nivel 25, 50 y 75",
            "assumption: cuts between levels 25, 50 and 75",
        ),
    ]
}
