//! The sample's instrument: four axes, a dozen dimensions.

use super::label;
use nanduti_model::{
    Aggregate, Basis, ConditionSpec, Derived, Expression, Guaranies, Imputation, Indicator,
    Instrument, Label, LevelNames, Node, NodeContent, Normalisation, Question, QuestionKind, Roles,
    Source, SupportSpec,
};

pub(super) fn source() -> Source {
    Source { text: label("muestra", "sample"), basis: Basis::Assumption }
}

/// (axis, dimension, indicator id, question, name, shortfall, sensitive)
type Row =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, bool);

const ROWS: &[Row] = &[
    (
        "productivity",
        "Eficiencia",
        "PR04",
        "efficiency",
        "Eficiencia",
        "con menos de la mitad de la eficiencia de referencia",
        false,
    ),
    (
        "productivity",
        "Calidad",
        "PR07",
        "pr07_rework",
        "Arreglos de cada 100 prendas",
        "con muchos arreglos",
        false,
    ),
    (
        "productivity",
        "Entrega en fecha",
        "PR09",
        "pr09_on_time",
        "Entregas en fecha de cada 10",
        "no entregan en fecha",
        false,
    ),
    (
        "productivity",
        "Costeo y registros",
        "PR12",
        "pr12_costing",
        "Cómo calcula su costo",
        "no calculan todo su costo",
        false,
    ),
    (
        "decent_work",
        "Seguridad del local",
        "DW09",
        "dw09_osh",
        "Ítems de seguridad a la vista, de 13",
        "con menos de 7 ítems de seguridad",
        false,
    ),
    (
        "decent_work",
        "Seguridad social",
        "DW01",
        "dw01_ips_count",
        "Personas con IPS",
        "sin aporte al IPS",
        true,
    ),
    (
        "decent_work",
        "Jornada y descanso",
        "DW04",
        "dw04_hours",
        "Horas por semana",
        "con jornadas largas",
        true,
    ),
    (
        "associativity",
        "Confianza",
        "AS06",
        "as06_trust_peers",
        "Confianza en talleres vecinos",
        "no confían en talleres vecinos",
        false,
    ),
    (
        "associativity",
        "Acciones conjuntas",
        "AS03",
        "as03_joint_acts",
        "Acciones conjuntas de 6",
        "no hacen nada en conjunto",
        false,
    ),
    (
        "associativity",
        "Lazos con instituciones",
        "AS14",
        "as14_institution_ties",
        "Instituciones con lazo, de 8",
        "sin lazo con instituciones",
        false,
    ),
    (
        "digital",
        "Conexión y equipos",
        "DG02",
        "dg02_net",
        "Internet en el local",
        "sin internet en el local",
        false,
    ),
    (
        "digital",
        "Venta y cobro",
        "DG04",
        "dg04_presence",
        "Presencia en línea",
        "sin página ni catálogo",
        false,
    ),
    (
        "digital",
        "Registros",
        "DG08",
        "dg08_records",
        "Registros digitales",
        "sin registros digitales",
        false,
    ),
];

const AXES: [(&str, &str, &str); 4] = [
    ("productivity", "Productividad", "Productivity"),
    ("decent_work", "Trabajo decente", "Decent work"),
    ("associativity", "Asociatividad", "Associativity"),
    ("digital", "Madurez digital", "Digital maturity"),
];

fn levels(axis: &str) -> LevelNames {
    let names: [(&str, &str); 4] = if axis == "digital" {
        [
            ("Inicial", "Initial"),
            ("Novato", "Novice"),
            ("Competente", "Competent"),
            ("Avanzado", "Advanced"),
        ]
    } else {
        [
            ("por empezar", "to start"),
            ("en camino", "on the way"),
            ("afianzado", "established"),
            ("referente", "reference"),
        ]
    };
    LevelNames(names.iter().map(|(es, en)| label(es, en)).collect())
}

fn question(id: &str, carried_only: bool) -> Question {
    Question {
        id: id.into(),
        kind: QuestionKind::Number { min: 0.0, max: 100.0 },
        unit: Label::default(),
        carried_only,
        reading: nanduti_model::Reading::default(),
    }
}

pub(super) fn instrument() -> Instrument {
    let aggregate = || NodeContent::Aggregate(Box::new(Aggregate::arithmetic(0.5)));
    let node = |id: &str, parent, label, content, levels| Node {
        id: id.into(),
        parent,
        label,
        weight: 1.0,
        content,
        levels,
    };
    let mut nodes = Vec::new();
    for (axis, es, en) in AXES {
        let root = nodes.len();
        nodes.push(node(axis, None, label(es, en), aggregate(), Some(levels(axis))));
        for row in ROWS.iter().filter(|r| r.0 == axis) {
            let dimension = nodes.len();
            let id = format!("{}_dimension", row.2.to_lowercase());
            nodes.push(node(&id, Some(root), label(row.1, row.1), aggregate(), None));
            let indicator = Indicator {
                reads: row.3.into(),
                normalisation: Normalisation::Goalposts { worst: 0.0, best: 100.0 },
                output_range: (0.0, 100.0),
                outliers: None,
                imputation: Imputation::None,
                unit: Label::default(),
                applies: None,
                source: source(),
                shortfall: label(row.5, row.5),
                sensitive: row.6,
                lever: true,
                share_of: None,
            };
            let content = NodeContent::Indicator(Box::new(indicator));
            nodes.push(node(row.2, Some(dimension), label(row.4, row.4), content, None));
        }
    }
    let mut questions: Vec<Question> =
        ROWS.iter().filter(|r| r.3 != "efficiency").map(|r| question(r.3, false)).collect();
    questions.push(question("pr01_workers", false));
    questions.push(question("fo01_ruc", false));
    questions.push(question("dw08_accidents", true));
    questions.push(question("dw12_minors", true));
    Instrument {
        id: "garment".into(),
        version: "0.1".into(),
        title: label("Confección", "Garment"),
        questions,
        derived: vec![Derived {
            id: "efficiency".into(),
            expression: Expression::Name("pr01_workers".into()),
            unit: Label::default(),
            label: label("Eficiencia", "Efficiency"),
            source: source(),
        }],
        nodes,
        conditions: conditions(),
        supports: supports(),
        consistency: vec![],
        roles: Roles { invoices: Some("fo01_ruc".into()), ..Roles::default() },
        level_cuts: vec![25.0, 50.0, 75.0],
        level_source: source(),
        profile_by: Vec::new(),
        survey_design: None,
        associativity: None,
        ranks: false,
        alternatives: None,
        weightings: Vec::new(),
        all_weights: Vec::new(),
        measurement: None,
        counting: None,
        dont_know: vec![],
        refused: vec![],
        not_observed: vec![],
    }
}

pub(super) const TRUST: [(&str, &str, &str); 4] = [
    ("mistrust_peers", "Talleres vecinos", "Neighbour workshops"),
    ("mistrust_leaders", "Dirigentes", "Leaders"),
    ("mistrust_buyers", "Compradores", "Buyers"),
    ("mistrust_public", "Organismos públicos", "Public bodies"),
];

fn conditions() -> Vec<ConditionSpec> {
    TRUST
        .iter()
        .map(|(id, es, en)| ConditionSpec {
            id: (*id).into(),
            label: label(es, en),
            expression: Expression::Number(0.0),
            unit: label("0–100", "0–100"),
            theme: "trust".into(),
            source: source(),
        })
        .collect()
}

fn supports() -> Vec<SupportSpec> {
    [
        ("transport", "Traslado", "Transport"),
        ("care", "Cuidados", "Care"),
        ("net", "Internet en el local", "Internet"),
    ]
    .iter()
    .map(|(id, es, en)| SupportSpec {
        id: (*id).into(),
        label: label(es, en),
        when: Expression::Number(0.0),
        cost: Guaranies(400_000),
        source: source(),
    })
    .collect()
}
