//! What `run` prints when it is done: the main answers in a dozen lines.

use crate::answered;
use crate::words::{
    Language, clash_lines, join_and, out_of, outcome_short, per_cent, signed_interval, singulars,
    whole,
};
use nanduti_model::{PilotRole, PortfolioKind};
use nanduti_pipeline::results::Results;
use std::fmt::Write as _;

/// The answers of a run for the terminal. `out` is where its files lie; `None` where nothing was
/// written.
pub fn render_run_summary(results: &Results, out: Option<&str>, language: Language) -> String {
    let mut text = String::new();
    let stamp = if results.meta.synthetic {
        language.pick(
            "PROPUESTA · SINTÉTICO: ningún taller es real",
            "PROPOSAL · SYNTHETIC: no workshop is real",
        )
    } else {
        language.pick(
            "PROPUESTA: nada está decidido hasta el acta",
            "PROPOSAL: nothing is decided until the acta",
        )
    };
    let _ = writeln!(text, "{} · {stamp}", language.of(&results.meta.title));
    clusters(results, language, &mut text);
    pilots(results, language, &mut text);
    lots(results, language, &mut text);
    plans(results, language, &mut text);
    text.push_str(&clash_lines(results, language));
    futures(results, language, &mut text);
    let warnings = whole(language, results.faults.len() as i64);
    let assumptions = whole(language, results.assumptions.len() as i64);
    let _ = writeln!(
        text,
        "{}",
        language.pick(
            format!(
                "avisos: {warnings} · supuestos: {assumptions} · corrida {}",
                results.record.short
            ),
            format!(
                "warnings: {warnings} · assumptions: {assumptions} · run {}",
                results.record.short
            ),
        )
    );
    if let Some(out) = out {
        let _ = writeln!(
            text,
            "{}",
            language.pick(
                format!("informe: {out}/report.html · tablas: {out}/*.csv"),
                format!("report: {out}/report.html · tables: {out}/*.csv"),
            )
        );
    }
    singulars(&text)
}

fn clusters(results: &Results, language: Language, text: &mut String) {
    for (c, cluster) in results.clusters().iter().enumerate() {
        let n = results.population.members(c).len();
        let share = answered::present(results, Some(c))
            .map_or_else(|| "—".to_owned(), |a| per_cent(language, a));
        let name = language.of(&cluster.name);
        let n = whole(language, n as i64);
        let _ = writeln!(
            text,
            "{}",
            language.pick(
                format!("{name}: {n} talleres, {share} de respuestas presentes"),
                format!("{name}: {n} workshops, {share} of answers present"),
            )
        );
    }
}

fn pilots(results: &Results, language: Language, text: &mut String) {
    let Some(pilots) = &results.pilots else { return };
    let count = |role| pilots.with_role(role).count() as i64;
    let (n, reserves) = (count(PilotRole::Pilot), count(PilotRole::Reserve));
    let visits = n + reserves + count(PilotRole::Preselected);
    let _ = writeln!(
        text,
        "{}",
        language.pick(
            format!(
                "pilotos propuestos: {n} + {reserves}; por visitar: {visits}; {}",
                outcome_short(language, &pilots.outcome)
            ),
            format!(
                "proposed pilots: {n} + {reserves}; to visit: {visits}; {}",
                outcome_short(language, &pilots.outcome)
            ),
        )
    );
}

fn lots(results: &Results, language: Language, text: &mut String) {
    let Some(matching) = &results.matching else { return };
    let served: i64 = matching.lots.iter().map(|l| i64::from(l.served)).sum();
    let asked: i64 = results.lots.iter().map(|l| i64::from(l.pieces)).sum();
    let alone = matching.matched.iter().filter(|m| !**m).count() as i64;
    let (served, asked, alone) =
        (whole(language, served), whole(language, asked), whole(language, alone));
    let _ = writeln!(
        text,
        "{}",
        language.pick(
            format!("prendas con taller: {served} de {asked}; sin empresa ancla: {alone} talleres (resultado válido); {}", outcome_short(language, &matching.outcome)),
            format!("pieces with a workshop: {served} of {asked}; without lead firm: {alone} workshops (a valid result); {}", outcome_short(language, &matching.outcome)),
        )
    );
}

fn plans(results: &Results, language: Language, text: &mut String) {
    let Some(set) = &results.plans else { return };
    let with_lines = set.plans.iter().filter(|p| !p.lines.is_empty()).count() as i64;
    let lines: usize = set.plans.iter().map(|p| p.lines.len()).sum();
    let (n, lines) = (whole(language, with_lines), whole(language, lines as i64));
    let _ = writeln!(
        text,
        "{}",
        language.pick(
            format!("planes: {n} con {lines} acciones; {}", outcome_short(language, &set.outcome)),
            format!("plans: {n} with {lines} actions; {}", outcome_short(language, &set.outcome)),
        )
    );
}

fn futures(results: &Results, language: Language, text: &mut String) {
    let Some(simulation) = &results.simulation else { return };
    let chosen = simulation.portfolios.iter().find(|p| p.kind == PortfolioKind::Chosen);
    let weighted = chosen
        .and_then(|p| p.versus_nothing.iter().find(|d| d.cluster.is_none() && d.axis.is_none()));
    let Some(difference) = weighted else { return };
    let band = signed_interval(language, difference.band.p05, difference.band.p95, 1);
    let above = difference.dots.iter().filter(|d| **d > 0.0).count() as u32;
    let share = out_of(language, above, difference.dots.len() as u32);
    let same: Vec<String> = simulation
        .portfolios
        .iter()
        .filter(|p| {
            p.chosen_minus_this.as_ref().is_some_and(|d| d.band.p05 <= 0.0 && d.band.p95 >= 0.0)
        })
        .map(|p| crate::words::portfolio_kind(language, p.kind).to_owned())
        .collect();
    let told_apart = if same.is_empty() {
        String::new()
    } else {
        let list = join_and(language, &same);
        language.pick(
            format!("; no se puede distinguir de: {list}"),
            format!("; cannot be told apart from: {list}"),
        )
    };
    let _ = writeln!(
        text,
        "{}",
        language.pick(
            format!("qué puede pasar: {band} puntos por lugar frente a no hacer nada, mejor en {share} futuros{told_apart}"),
            format!("what may come: {band} points per place against doing nothing, better in {share} futures{told_apart}"),
        )
    );
}
