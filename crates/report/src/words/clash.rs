//! What cannot be met, and what would relax it: said for every run that ends infeasible or has
//! nothing to plan with.

use super::{Language, clause_name, clause_short, decimal, join_and, whole};
use nanduti_model::{EquityClause, PilotRole, PilotSelection, Resource, ResourceKind, SolveStatus};
use nanduti_pipeline::results::Results;

/// One thing that cannot be met.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// In few words, for a title.
    pub short: String,
    /// What cannot be met, with its numbers.
    pub what: String,
    /// What would relax it.
    pub relax: String,
}

/// Everything these results could not meet; empty where all was met.
pub fn clashes(results: &Results, language: Language) -> Vec<Clash> {
    let mut list = Vec::new();
    if let Some(pilots) = &results.pilots
        && let SolveStatus::Infeasible(because) = &pilots.outcome.status
    {
        list.extend(because.iter().map(|word| clash(results, pilots, word, language)));
    }
    if results.plans.is_some() {
        list.extend(no_resources(&results.resources, language));
    }
    list
}

fn clash(results: &Results, pilots: &PilotSelection, word: &str, language: Language) -> Clash {
    let clause = EquityClause::ALL.iter().find(|(_, known)| *known == word).map(|(c, _)| *c);
    let Some(clause) = clause else { return pins(pilots, language) };
    let name = clause_name(language, clause, &pilots.rule);
    let stands = stands(results, pilots, clause, language);
    Clash {
        short: clause_short(language, clause, Some(pilots.rule.micro_limit)),
        what: if stands.is_empty() {
            name
        } else {
            language.pick(
                format!("{name}. En esta propuesta: {stands}"),
                format!("{name}. In this proposal: {stands}"),
            )
        },
        relax: relax(results, pilots, clause, language),
    }
}

fn pins(pilots: &PilotSelection, language: Language) -> Clash {
    let n = whole(language, pilots.with_role(PilotRole::Pilot).count() as i64);
    let places = whole(language, i64::from(pilots.rule.n_pilots));
    Clash {
        short: language.pick("lugares para los fijados", "places for those pinned").to_owned(),
        what: language.pick(
            format!("Hay {n} talleres fijados por decisión y {places} lugares de piloto"),
            format!("{n} workshops are pinned by decision and there are {places} pilot places"),
        ),
        relax: language
            .pick(
                "más pilotos en policy.toml, o menos talleres fijados en decisions.csv, por acta",
                "more pilots in policy.toml, or fewer pinned workshops in decisions.csv, by acta",
            )
            .to_owned(),
    }
}

/// How a clause stands by cluster: mean gain, or number of pilots.
fn stands(
    results: &Results,
    pilots: &PilotSelection,
    clause: EquityClause,
    language: Language,
) -> String {
    let parts: Vec<String> = results
        .clusters()
        .iter()
        .enumerate()
        .filter_map(|(cluster, spec)| {
            let of_cluster: Vec<f64> = pilots
                .with_role(PilotRole::Pilot)
                .filter(|c| c.cluster == cluster)
                .map(|c| c.gain)
                .collect();
            let figure = match clause {
                EquityClause::GainFloor if of_cluster.is_empty() => return None,
                EquityClause::GainFloor => {
                    let mean = of_cluster.iter().sum::<f64>() / of_cluster.len() as f64;
                    // A mean that rounds to the floor is told apart from it.
                    let (short, floor) = (decimal(language, mean, 1), pilots.rule.gain_floor);
                    if short == decimal(language, floor, 1) {
                        decimal(language, mean, 2)
                    } else {
                        short
                    }
                }
                EquityClause::MinimumPerCluster => whole(language, of_cluster.len() as i64),
                _ => return None,
            };
            Some(format!("{} {figure}", language.of(&spec.name)))
        })
        .collect();
    join_and(language, &parts)
}

fn relax(
    results: &Results,
    pilots: &PilotSelection,
    clause: EquityClause,
    language: Language,
) -> String {
    let rule = &pilots.rule;
    match clause {
        EquityClause::GainFloor => language
            .pick(
                "más capacidad o presupuesto en capacity.toml, o un piso más bajo en policy.toml, \
                 por acta",
                "more capacity or budget in capacity.toml, or a lower floor in policy.toml, by acta",
            )
            .to_owned(),
        EquityClause::MinimumPerCluster => {
            let needed = rule.min_per_cluster as usize * results.clusters().len();
            if (rule.n_pilots as usize) < needed {
                language.pick(
                    format!(
                        "al menos {needed} pilotos en lugar de {}, o un mínimo más bajo, en \
                         policy.toml, por acta",
                        rule.n_pilots
                    ),
                    format!(
                        "at least {needed} pilots instead of {}, or a lower minimum, in \
                         policy.toml, by acta",
                        rule.n_pilots
                    ),
                )
            } else {
                language
                    .pick(
                        "visitas que sumen talleres con voluntad y consentimiento donde faltan, o \
                         un mínimo más bajo en policy.toml, por acta",
                        "visits that add willing workshops with consent where they lack, or a \
                         lower minimum in policy.toml, by acta",
                    )
                    .to_owned()
            }
        }
        EquityClause::WomenLed | EquityClause::Micro => language
            .pick(
                "más pilotos en policy.toml, visitas que sumen talleres así, o cambiar la \
                 cláusula, por acta",
                "more pilots in policy.toml, visits that add such workshops, or another clause, \
                 by acta",
            )
            .to_owned(),
        EquityClause::HazardsFirst => language
            .pick("kits y cursos de seguridad en capacity.toml", "safety kits and courses in capacity.toml")
            .to_owned(),
    }
}

/// A capacity of nothing: no money at all, or nothing of anything.
fn no_resources(resources: &[Resource], language: Language) -> Option<Clash> {
    let is_empty = |r: &&Resource| r.amounts.iter().all(|a| *a == 0.0);
    let money: Vec<&Resource> =
        resources.iter().filter(|r| r.kind == ResourceKind::Money).collect();
    let all = !resources.is_empty() && resources.iter().all(|r| is_empty(&r));
    let no_money = !money.is_empty() && money.iter().all(is_empty);
    if !all && !no_money {
        return None;
    }
    let (short, what) = if all {
        (
            language.pick("capacidad: todo está en 0", "capacity: everything is 0"),
            language.pick(
                "No hay capacidad: todos los recursos de capacity.toml están en 0; ninguna acción \
                 que use algo entra en un plan",
                "There is no capacity: all resources of capacity.toml are 0; no action that uses \
                 anything fits a plan",
            ),
        )
    } else {
        (
            language.pick("presupuesto: está en 0", "budget: it is 0"),
            language.pick(
                "No hay presupuesto: todas las líneas de dinero de capacity.toml están en 0; \
                 ninguna acción con costo entra en un plan",
                "There is no budget: all money lines of capacity.toml are 0; no action with a cost \
                 fits a plan",
            ),
        )
    };
    Some(Clash {
        short: short.to_owned(),
        what: what.to_owned(),
        relax: language
            .pick("poner en capacity.toml lo que hay", "stating in capacity.toml what there is")
            .to_owned(),
    })
}

/// «No se puede cumplir: …» with what would relax it, a line each.
pub fn clash_lines(results: &Results, language: Language) -> String {
    clashes(results, language)
        .iter()
        .map(|clash| {
            language.pick(
                format!("NO SE PUEDE CUMPLIR: {}. Lo cambiaría: {}.\n", clash.what, clash.relax),
                format!("CANNOT BE MET: {}. What would change it: {}.\n", clash.what, clash.relax),
            )
        })
        .collect()
}
